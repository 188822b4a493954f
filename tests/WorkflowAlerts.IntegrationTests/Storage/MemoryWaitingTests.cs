using WorkflowAlerts.Storage.Memory;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class MemoryWaitingTests() : WaitingContract(new MemoryStorage(TimeProvider.System));
