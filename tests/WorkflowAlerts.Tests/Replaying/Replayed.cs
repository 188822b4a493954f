using System.Globalization;
using Microsoft.Extensions.Configuration;
using WorkflowAlerts.Cli.Replaying;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Tests.Replaying;

/// <summary>Short histories and configurations to replay.</summary>
internal static class Replayed
{
    public const string Tenant = "socktown";

    /// <summary>A Friday.</summary>
    public static readonly DateTimeOffset Start = new(2026, 6, 19, 6, 0, 0, TimeSpan.Zero);

    /// <summary>The example configuration with some settings changed.</summary>
    public static IConfiguration Settings(params (string Key, string? Value)[] settings) => new ConfigurationBuilder()
        .AddConfiguration(SampleConfiguration.Make())
        .AddInMemoryCollection([new("WorkflowAlerts:Destinations:data-team:Weekly:Enabled", "false"), new("WorkflowAlerts:Destinations:platform-oncall:Weekly:Enabled", "false")])
        .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>($"WorkflowAlerts:{setting.Key}", setting.Value)))
        .Build();

    public static WorkflowRun Run(string name, string state, DateTimeOffset ended, Attribution attribution = Attribution.Platform, string type = "courier.group/run", string tenant = Tenant) => new()
    {
        Id = $"wf-{ended.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{name.Replace(' ', '_')}",
        Tenant = tenant,
        Type = type,
        Name = name,
        State = state,
        CreatedAt = ended.AddMinutes(-12),
        EndedAt = ended,
        Errors = state == "failed" ? [new RunError("amperity.courier/connect", "The connection was reset.", attribution)] : [],
    };

    public static PastRuns History(TimeSpan span, params IReadOnlyList<WorkflowRun> runs) =>
        new() { Tenants = [.. runs.Select(run => run.Tenant).Append(Tenant).Distinct()], ReadFrom = Start, From = Start, To = Start + span, Runs = runs };

    public static async Task<ReplayResult> Play(IConfiguration configuration, PastRuns history, bool everyTick = false)
    {
        await using Replay replay = new(configuration, history, verbose: false);
        return await replay.Run(everyTick, _ => { }, TestContext.Current.CancellationToken);
    }

    /// <summary>Messages as "Fri 06:01 channel kind: headline".</summary>
    public static IEnumerable<string> Lines(ReplayResult result) =>
        result.Messages.Select(message => $"{message.At.UtcDateTime.ToString("ddd HH:mm:ss", CultureInfo.InvariantCulture)} {message.Destination} {message.Kind}: {message.Headline}");
}
