namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class AzureCheckpointTests(AzuriteFixture azurite) : CheckpointContract(azurite.Storage), IClassFixture<AzuriteFixture>;
