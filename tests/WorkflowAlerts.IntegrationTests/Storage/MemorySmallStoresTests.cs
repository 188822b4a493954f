using WorkflowAlerts.Storage.Memory;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class MemorySmallStoresTests() : SmallStoresContract(new MemoryStorage(TimeProvider.System));
