using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class IncidentTableTests(AzuriteFixture azurite) : IncidentContract(new IncidentTable(azurite.Connection.Tables())), IClassFixture<AzuriteFixture>;
