namespace WorkflowAlerts.Expecting;

/// <summary>How a tenant's workflows usually run.</summary>
/// <param name="LearnedAt">When this was learned.</param>
/// <param name="Zone">The zone in which their schedules were looked for.</param>
/// <param name="All">One entry a workflow.</param>
public sealed record TenantHabits(DateTimeOffset LearnedAt, string Zone, IReadOnlyList<Habit> All);
