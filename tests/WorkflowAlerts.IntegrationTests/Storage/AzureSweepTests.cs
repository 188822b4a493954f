namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class AzureSweepTests(AzuriteFixture azurite) : SweepContract(azurite.Storage), IClassFixture<AzuriteFixture>;
