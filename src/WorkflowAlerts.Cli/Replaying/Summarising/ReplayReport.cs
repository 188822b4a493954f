using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Replaying.Summarising;

/// <summary>A replay as <c>--json</c> tells it. The same history and configuration give the same report, byte for byte.</summary>
internal sealed record ReplayReport
{
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required IReadOnlyList<string> Tenants { get; init; }

    /// <summary>Tenants of the history that the configuration does not have; their runs were left out.</summary>
    public required IReadOnlyList<string> UnknownTenants { get; init; }

    /// <summary>Runs that ended in that time.</summary>
    public required int Runs { get; init; }

    /// <summary>The alerts they call for: failed and canceled runs, and where a route asks for them those that are late.</summary>
    public required int Alerts { get; init; }

    public required int Failed { get; init; }

    public required int Canceled { get; init; }

    /// <summary>Alerts that a route keeps from everybody, on purpose.</summary>
    public required int Muted { get; init; }

    public required IReadOnlyList<DestinationReport> Destinations { get; init; }

    public required IReadOnlyList<MessageReport> Messages { get; init; }

    /// <param name="result">What came of the replay.</param>
    /// <param name="payloads">Whether the messages themselves are told.</param>
    public static ReplayReport Of(ReplayResult result, bool payloads) => new()
    {
        From = result.History.From,
        To = result.History.To,
        Tenants = [.. result.History.Tenants.Except(result.UnknownTenants)],
        UnknownTenants = result.UnknownTenants,
        Runs = result.History.Runs.Count(run => run.EndedAt >= result.History.From && run.EndedAt < result.History.To && !result.UnknownTenants.Contains(run.Tenant)),
        Alerts = result.Alerts.Count,
        Failed = result.Alerts.Count(alert => alert.Key.Outcome == Outcome.Failed),
        Canceled = result.Alerts.Count(alert => alert.Key.Outcome == Outcome.Canceled),
        Muted = result.Alerts.Count(alert => alert.Muted),
        Destinations = [.. result.Destinations.Select(destination => DestinationReport.Of(destination.Key, destination.Value, result))],
        Messages = [.. result.Messages.Select(message => MessageReport.Of(message, payloads))],
    };
}
