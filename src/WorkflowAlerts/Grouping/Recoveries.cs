using WorkflowAlerts.Deciding;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Grouping;

/// <summary>Finds the recoveries that can be told together: those whose failures were told. The others wait for that one by one.</summary>
public sealed class Recoveries(Ledger ledger)
{
    internal async Task<Addressed[]> Settled(Addressed[] recovered, CancellationToken cancellationToken)
    {
        Standing standing = await Standing.Of(ledger, recovered.SelectMany(one => one.Message.After), recovered[0].Destination, cancellationToken);
        return [.. recovered.Where(one => standing.Of(one.Message.After) == Toldness.Told || one.Message.After.Count == 0)];
    }
}
