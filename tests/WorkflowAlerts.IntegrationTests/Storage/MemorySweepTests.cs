using WorkflowAlerts.Storage.Memory;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class MemorySweepTests() : SweepContract(new MemoryStorage(TimeProvider.System));
