using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Matching;

/// <summary>
/// Conditions on what happened to a workflow; every one that is set must hold, unset ones match everything. Texts are globs (see <see cref="Glob"/>). Routes, what
/// quiet hours let through, owners, mutes and cascades all ask in this one way.
/// </summary>
public sealed record Pattern
{
    public Attribution? Attribution { get; init; }

    public Outcome? Outcome { get; init; }

    public bool? ManualStop { get; init; }

    public string? Tenant { get; init; }

    public string? Type { get; init; }

    public string? Name { get; init; }

    public string? ErrorType { get; init; }

    public string? Email { get; init; }

    /// <summary>Whether nothing is set, so that it matches everything.</summary>
    public bool IsEmpty =>
        Attribution is null && Outcome is null && ManualStop is null
        && new[] { Tenant, Type, Name, ErrorType, Email }.All(string.IsNullOrEmpty);

    public bool Matches(Concern concern) =>
        (Attribution is null || Attribution == concern.Attribution)
        && (Outcome is null || Outcome == concern.Outcome)
        && (ManualStop is null || ManualStop == concern.ManualStop)
        && Matches(concern.Workflow)
        && Matches(ErrorType, concern.ErrorType)
        && (string.IsNullOrEmpty(Email) || (concern.Email is { Length: > 0 } email && Glob.Matches(Email, email)));

    /// <summary>Whether the conditions on tenant, type and name hold: all that counts for a run that has not ended.</summary>
    public bool Matches(WorkflowKey workflow) => Matches(Tenant, workflow.Tenant) && Matches(Type, workflow.Type) && Matches(Name, workflow.Name);

    private static bool Matches(string? glob, string text) => string.IsNullOrEmpty(glob) || Glob.Matches(glob, text);
}
