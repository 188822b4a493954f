using WorkflowAlerts.Storage.Memory;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class MemoryDamageTests() : DamageContract(new MemoryStorage(TimeProvider.System));
