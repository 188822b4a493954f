using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using WorkflowAlerts.Cli.Azurite;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Simulation;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Azure;

namespace WorkflowAlerts.IntegrationTests.Faulting;

/// <summary>What a scenario can see: the stand-ins, the storage, and the runs that ended.</summary>
internal sealed record FaultStage(AzuriteProcess Azurite, World World, List<SimulatedRun> Runs)
{
    public StorageConnection Connection { get; } =
        new(new ConfigurationBuilder().AddInMemoryCollection([new(StorageConnection.Setting, Azurite.ConnectionString)]).Build());

    public AzureStorage Storage => new(Connection, NullLogger<AzureStorage>.Instance);
}
