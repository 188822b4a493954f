using Azure.Data.Tables;
using WorkflowAlerts.IntegrationTests.Proving;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Faulting;

/// <summary>The tenant's day has 5,000 rows in the ledger before anything happens.</summary>
internal sealed class FullLedgerPartition : FaultScenario
{
    private const int Rows = 5000;

    public override string Name => "a ledger partition with 5,000 rows";

    public override async Task Prepare(FaultStage stage)
    {
        // A busy Azurite may need longer than the product waits, and a second try would meet the rows of the first.
        TableClient table = new(stage.Azurite.ConnectionString, StorageNames.Deliveries, new TableClientOptions { Retry = { NetworkTimeout = Eventually.Limit } });
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        TableEntity[] rows = [.. Enumerable.Range(0, Rows).Select(i => LedgerRow.Seen(new Alert { Tenant = World.Tenant, RunId = $"wf-old-{i}", Outcome = Outcome.Failed, EndedAt = now }, now))];
        await Parallel.ForEachAsync(rows.Chunk(100), async (batch, stop) => await table.SubmitTransactionAsync(batch.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), stop));
    }
}
