namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class AzureDamageTests(AzuriteFixture azurite) : DamageContract(azurite.Storage), IClassFixture<AzuriteFixture>;
