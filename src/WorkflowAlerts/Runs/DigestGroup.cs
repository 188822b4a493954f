namespace WorkflowAlerts.Runs;

/// <summary>The runs of one workflow that ended in the same way.</summary>
public sealed record DigestGroup
{
    /// <summary>The most run ids that are named.</summary>
    public const int MostRuns = 3;

    public string Tenant { get; init; } = "";

    public string WorkflowType { get; init; } = "";

    public string WorkflowName { get; init; } = "";

    public string ErrorType { get; init; } = "";

    public Outcome Outcome { get; init; }

    public int Count { get; init; }

    public DateTimeOffset First { get; init; }

    public DateTimeOffset Last { get; init; }

    /// <summary>Some of the runs, the latest first.</summary>
    public IReadOnlyList<string> RunIds { get; init; } = [];
}
