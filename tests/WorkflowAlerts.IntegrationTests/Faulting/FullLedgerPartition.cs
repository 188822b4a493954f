using WorkflowAlerts.Storage.Azure;
using WorkflowAlerts.Recording;
using WorkflowAlerts.IntegrationTests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using WorkflowAlerts.Telling;
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
        Ledger ledger = new(new AzureStorage(stage.Connection, NullLogger<AzureStorage>.Instance), Damage.None(), TimeProvider.System);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await ledger.Mark([.. Enumerable.Range(0, Rows).Select(i => new LedgerNote(AnOldRun(i, now), new Dictionary<string, DeliveryEntry>()))], CancellationToken.None);
    }

    private static FailedRun AnOldRun(int number, DateTimeOffset now) => new()
    {
        Tenant = World.Tenant, Id = $"wf-old-{number}", Outcome = Outcome.Failed, EndedAt = now,
    };
}
