using WorkflowAlerts.Telling;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Deciding;

/// <summary>What happened at a tenant that nobody was told of yet.</summary>
internal sealed record Happened
{
    /// <summary>The runs that ended failed or canceled, in the order of their ends.</summary>
    public IReadOnlyList<FailedRun> Failed { get; init; } = [];

    /// <summary>The incidents that a success ended.</summary>
    public IReadOnlyList<EndedIncident> Ended { get; init; } = [];

    /// <summary>The runs that are later than usual.</summary>
    public IReadOnlyList<LateRun> Late { get; init; } = [];

    /// <summary>How the tenant's workflows stand, for failures that were told before.</summary>
    public IReadOnlyCollection<Incident> Incidents { get; init; } = [];

    public bool IsNothing => Failed.Count == 0 && Ended.Count == 0 && Late.Count == 0;
}
