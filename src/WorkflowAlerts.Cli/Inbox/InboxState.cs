namespace WorkflowAlerts.Cli.Inbox;

/// <summary>How the pipeline stands, step by step.</summary>
internal sealed record InboxState
{
    /// <summary>The tenants that are read.</summary>
    public required IReadOnlyList<InboxTenant> Tenants { get; init; }

    /// <summary>Runs that ended at the simulated Amperity; null where Amperity is a real one.</summary>
    public int? RunsEnded { get; init; }

    /// <summary>Messages on the queue, hidden ones included.</summary>
    public required int Queue { get; init; }

    /// <summary>Messages on the poison queue, and those kept from it.</summary>
    public required int Poison { get; init; }

    /// <summary>The alerts that were routed.</summary>
    public required InboxAlerts Alerts { get; init; }

    public required IReadOnlyList<InboxDestination> Destinations { get; init; }

    /// <summary>Messages that arrived in each of the last minutes, the newest last.</summary>
    public IReadOnlyList<int> PerMinute { get; init; } = [];

    /// <summary>The names of actions that are switched on.</summary>
    public IReadOnlyList<string> On { get; init; } = [];

    /// <summary>What somebody looking at it should know, such as that the deliverer is stopped; or null.</summary>
    public string? Notice { get; init; }
}
