using WorkflowAlerts.Storage.Memory;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class MemoryLedgerTests() : LedgerContract(new MemoryStorage(TimeProvider.System));
