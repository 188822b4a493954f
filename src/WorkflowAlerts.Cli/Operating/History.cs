using WorkflowAlerts.Telling;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Reporting;

namespace WorkflowAlerts.Cli.Operating;

/// <summary>Reads the ledger as a person wants to see it.</summary>
internal sealed class History(Ledger ledger, IOptions<WorkflowAlertsOptions> options, TimeProvider time)
{
    public async Task<HistoryReport> Read(HistoryFilter filter, CancellationToken cancellationToken)
    {
        // Only the newest are held, however long the ledger is.
        PriorityQueue<LedgerRecord, DateTimeOffset> newest = new();
        int leftOut = 0;
        await foreach (LedgerRecord record in Rows(filter, cancellationToken))
        {
            if (!filter.Lets(record))
            {
                continue;
            }

            newest.Enqueue(record, record.EndedAt);
            if (newest.Count > filter.Limit)
            {
                newest.Dequeue();
                leftOut++;
            }
        }

        return new HistoryReport(
            filter.Since,
            [.. newest.UnorderedItems.Select(item => item.Element).OrderByDescending(record => record.EndedAt).ThenBy(record => record.RunId, StringComparer.Ordinal).Select(HistoryRun.Of)],
            leftOut);
    }

    private IAsyncEnumerable<LedgerRecord> Rows(HistoryFilter filter, CancellationToken cancellationToken)
    {
        if (filter.Run is not null)
        {
            return ledger.History(filter.Run, cancellationToken);
        }

        // A clock that is ahead makes runs that end tomorrow.
        DateTimeOffset to = time.GetUtcNow().AddDays(1);
        IEnumerable<string> tenants = filter.Tenant is null ? options.Value.Tenants.Keys.Append(Message.Product) : [filter.Tenant];
        return tenants.ToAsyncEnumerable().SelectMany(tenant => ledger.History(tenant, filter.Since, to, cancellationToken));
    }
}
