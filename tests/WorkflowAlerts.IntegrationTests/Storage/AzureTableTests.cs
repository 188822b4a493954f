namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class AzureTableTests(AzuriteFixture azurite) : TableContract(azurite.Storage), IClassFixture<AzuriteFixture>;
