using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class LedgerTableTests(OwnAzuriteFixture azurite) : LedgerContract(time => new LedgerTable(azurite.Connection.Tables(), time)), IClassFixture<OwnAzuriteFixture>;
