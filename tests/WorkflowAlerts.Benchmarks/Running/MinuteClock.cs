using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace WorkflowAlerts.Benchmarks.Running;

/// <summary>A clock that moves a minute at a time, so that an hour of polls takes seconds: what the product does only now and then must be in the figures too. Timers keep the real time.</summary>
internal sealed class MinuteClock(DateTimeOffset start) : TimeProvider
{
    /// <summary>The setting that asks for it, with the time it starts at, as an environment variable.</summary>
    public const string Setting = "Benchmarks__Clock";

    private DateTimeOffset _now = start;

    /// <summary>The clock that the settings ask for; null: the system's.</summary>
    public static MinuteClock? From(IConfiguration configuration) =>
        configuration[Setting.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)] is { } start ? new MinuteClock(DateTimeOffset.Parse(start, CultureInfo.InvariantCulture)) : null;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Next() => _now += TimeSpan.FromMinutes(1);
}
