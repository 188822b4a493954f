using WorkflowAlerts.Deciding;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Grouping;

/// <summary>Finds the recoveries that can be told together: those whose failures were told, and those whose failures one message is still to tell.</summary>
public sealed class Recoveries(Ledger ledger)
{
    /// <summary>The groups of recoveries at a destination that have the same fate; the others wait for their failures one by one.</summary>
    internal async Task<IReadOnlyList<Addressed[]>> Together(Addressed[] recovered, CancellationToken cancellationToken)
    {
        Standing standing = await Standing.Of(ledger, recovered.SelectMany(one => one.Message.After), recovered[0].Destination, cancellationToken);
        bool IsTold(Addressed one) => one.Message.After.Count == 0 || standing.Of(one.Message.After) == Toldness.Told;
        return
        [
            [.. recovered.Where(IsTold)],
            .. recovered.Where(one => !IsTold(one) && one.Message.NeedsAfter)
                .GroupBy(one => standing.Teller(one.Message.After)).Where(same => same.Key is not null).Select(same => same.ToArray()),
        ];
    }
}
