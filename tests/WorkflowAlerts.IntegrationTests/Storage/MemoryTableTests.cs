using WorkflowAlerts.Storage.Memory;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class MemoryTableTests() : TableContract(new MemoryStorage(TimeProvider.System));
