using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class KeptAndMutedTableTests(AzuriteFixture azurite)
    : KeptAndMutedContract(new KeptAlertTable(azurite.Connection.Tables()), new MuteTable(azurite.Connection.Tables()), new TroubleTable(azurite.Connection.Tables())), IClassFixture<AzuriteFixture>;
