using WorkflowAlerts.Storage.Memory;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class MemoryIncidentTests() : IncidentContract(new MemoryStorage(TimeProvider.System));
