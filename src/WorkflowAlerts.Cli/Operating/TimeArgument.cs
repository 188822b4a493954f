using System.CommandLine.Parsing;
using System.Globalization;

namespace WorkflowAlerts.Cli.Operating;

/// <summary>A time as people type it: how long ago, or ISO 8601.</summary>
internal static class TimeArgument
{
    public const string Forms = "2h, 90m, 3d for how long ago, or a time such as 2026-11-23T06:00Z";

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
        "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK",
    ];

    /// <summary>Reads one for an option; a time without offset is UTC.</summary>
    public static Func<ArgumentResult, DateTimeOffset?> Of(TimeProvider time) => result =>
    {
        string text = result.Tokens.SingleOrDefault()?.Value ?? "";
        if (Read(text, time.GetUtcNow()) is { } read)
        {
            return read;
        }

        result.AddError($"{(result.Parent as OptionResult)?.Option.Name} \"{Printable.Of(text)}\" is not a time in the past. Give {Forms}.");
        return null;
    };

    public static DateTimeOffset? Read(string text, DateTimeOffset now)
    {
        DateTimeOffset? at = DurationArgument.Read(text) is { } ago
            ? Before(now, ago)
            : Exact(text);
        return at <= now ? at : null;
    }

    /// <summary>A time in ISO 8601, past or to come, or null; without offset it is UTC.</summary>
    public static DateTimeOffset? Exact(string text) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset exact) ? exact.ToUniversalTime() : null;

    private static DateTimeOffset? Before(DateTimeOffset now, TimeSpan ago) => ago < now - DateTimeOffset.UnixEpoch ? now - ago : null;
}
