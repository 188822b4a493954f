using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Recording;

/// <summary>The message that tells of a run in its stead, by which its own row in the ledger is found.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Outcome">Its outcome, as far as it has one.</param>
/// <param name="At">Its time.</param>
public sealed record Teller(string Id, Outcome Outcome, DateTimeOffset At)
{
    public static Teller Of(MessageKey key) => new(key.Id, key.Outcome, key.At);

    public MessageKey Key(string tenant) => new(tenant, Id, Outcome, At);
}
