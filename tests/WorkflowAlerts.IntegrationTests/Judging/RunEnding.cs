namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>How a run of the history ended.</summary>
internal enum RunEnding
{
    Failed,
    Canceled,

    /// <summary>Canceled by a person.</summary>
    Stopped,
    Succeeded,
}
