namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class AzureLedgerTests(AzuriteFixture azurite) : LedgerContract(azurite.Storage), IClassFixture<AzuriteFixture>;
