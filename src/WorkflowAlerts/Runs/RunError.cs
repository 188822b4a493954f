using WorkflowAlerts.Telling;
using System.Text.Json;

namespace WorkflowAlerts.Runs;

/// <summary>One entry of a run's <c>error</c>, as Amperity's <c>WorkflowError</c> describes it.</summary>
/// <param name="Type">Where the error occurred, a period-delimited string such as <c>amperity.workflow.task.stitch/table</c>; empty where Amperity sent none.</param>
/// <param name="Message">The error text as Amperity wrote it, newlines included; empty where Amperity sent none.</param>
/// <param name="Attribution">Who has to act.</param>
/// <param name="Data">Whatever else Amperity attached: any JSON, or nothing.</param>
public sealed record RunError(string Type, string Message, Attribution Attribution, JsonElement? Data = null)
{
    // https://docs.amperity.com/api/endpoint_get_workflows_fetch.html shows this type for a run stopped from the Workflows page.
    private const string CancelErrorType = "repository.core/cancel";

    /// <summary>Whether this error is Amperity's way of saying that somebody stopped the run by hand.</summary>
    public bool IsManualStop => Type.EndsWith(CancelErrorType, StringComparison.OrdinalIgnoreCase);
}
