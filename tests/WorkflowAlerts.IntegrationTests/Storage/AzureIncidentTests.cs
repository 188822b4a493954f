namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class AzureIncidentTests(AzuriteFixture azurite) : IncidentContract(azurite.Storage), IClassFixture<AzuriteFixture>;
