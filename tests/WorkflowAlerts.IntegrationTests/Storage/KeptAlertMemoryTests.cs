using WorkflowAlerts.Cli.Replaying.Remembering;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class KeptAlertMemoryTests() : KeptAlertContract(new KeptAlertMemory());
