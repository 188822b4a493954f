namespace WorkflowAlerts.Runs;

/// <summary>
/// Reads Amperity's <c>state</c>, which is an open set: the documentation lists UI names (<c>In progress</c>, <c>Running with failures</c>),
/// the wire has been seen to carry lower-case ones (<c>succeeded</c>, <c>canceled</c>), and both spellings of "canceled" exist.
/// </summary>
public static class RunState
{
    /// <summary>Brings the spellings of one state to one form: lower case, words joined by a hyphen.</summary>
    public static string Normalize(string state) =>
        string.Join('-', state.Split([' ', '_', '-', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToLowerInvariant();

    /// <summary>
    /// The outcome a state stands for, or null for a run that has not ended.
    /// A run that ended in a state unknown to this version, and with an error, counts as failed: it must be told, never dropped.
    /// </summary>
    public static Outcome? OutcomeOf(string state, bool hasEnded, bool hasError) => Normalize(state) switch
    {
        "failed" => Outcome.Failed,
        "canceled" or "cancelled" or "stopped" => Outcome.Canceled,
        "succeeded" => Outcome.Succeeded,
        _ => hasEnded && hasError ? Outcome.Failed : null,
    };
}
