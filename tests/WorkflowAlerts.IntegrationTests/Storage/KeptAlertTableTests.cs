using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class KeptAlertTableTests(AzuriteFixture azurite)
    : KeptAlertContract(new KeptAlertTable(azurite.Connection.Tables())), IClassFixture<AzuriteFixture>;
