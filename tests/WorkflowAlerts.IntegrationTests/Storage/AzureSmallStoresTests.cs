namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class AzureSmallStoresTests(AzuriteFixture azurite) : SmallStoresContract(azurite.Storage), IClassFixture<AzuriteFixture>;
