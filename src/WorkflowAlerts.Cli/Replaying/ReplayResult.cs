using WorkflowAlerts.Chats;
using WorkflowAlerts.Delivery;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>What came of a replay.</summary>
internal sealed record ReplayResult
{
    public required PastRuns History { get; init; }

    /// <summary>The destinations of the configuration, by name, with their kind.</summary>
    public required IReadOnlyDictionary<string, IChat> Destinations { get; init; }

    /// <summary>Every message of the time of interest, in order.</summary>
    public required IReadOnlyList<ReplayedMessage> Messages { get; init; }

    /// <summary>The alerts of the runs of that time, in order of their ends, without recoveries.</summary>
    public required IReadOnlyList<ToldAlert> Alerts { get; init; }

    /// <summary>How many messages had to wait for their destination's pacing, by destination.</summary>
    public required IReadOnlyDictionary<string, int> Paced { get; init; }

    /// <summary>Tenants of the history that the configuration does not have.</summary>
    public required IReadOnlyList<string> UnknownTenants { get; init; }
}
