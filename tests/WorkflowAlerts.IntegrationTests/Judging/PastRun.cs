namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>A run of the history.</summary>
internal sealed record PastRun(string Tenant, string Id, string Type, string Name, RunEnding How, DateTimeOffset EndedAt)
{
    /// <summary><c>customer</c>, <c>platform</c> or <c>none</c>.</summary>
    public string Attribution { get; init; } = "none";

    public string ErrorType { get; init; } = "";

    /// <summary>How long after its end Amperity lists it.</summary>
    public TimeSpan Late { get; init; }

    public DateTimeOffset VisibleAt => EndedAt + Late;

    /// <summary>Whether somebody has to hear of it: it failed, was canceled or was stopped by hand.</summary>
    public bool IsBad => How != RunEnding.Succeeded;

    /// <summary>The outcome as settings and the ledger name it.</summary>
    public string Outcome => How switch
    {
        RunEnding.Failed => "failed",
        RunEnding.Succeeded => "succeeded",
        _ => "canceled",
    };

    /// <summary>What makes runs runs of one workflow.</summary>
    public (string Tenant, string Type, string Name) Workflow => (Tenant, Type, Name);

    public override string ToString() => $"{Id} ({Name} in {Tenant}, {Outcome} {Said.At(EndedAt)})";
}
