namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class AzureWaitingTests(AzuriteFixture azurite) : WaitingContract(azurite.Storage), IClassFixture<AzuriteFixture>;
