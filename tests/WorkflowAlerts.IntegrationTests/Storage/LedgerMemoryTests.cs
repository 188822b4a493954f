using WorkflowAlerts.Cli.Replaying.Remembering;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class LedgerMemoryTests() : LedgerContract(time => new LedgerMemory(time));
