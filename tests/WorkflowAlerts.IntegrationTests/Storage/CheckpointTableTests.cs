using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class CheckpointTableTests(AzuriteFixture azurite) : CheckpointContract(time => new CheckpointTable(azurite.Connection.Tables(), time)), IClassFixture<AzuriteFixture>;
