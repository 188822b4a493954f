using WorkflowAlerts.Storage.Memory;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class MemoryCheckpointTests() : CheckpointContract(new MemoryStorage(TimeProvider.System));
