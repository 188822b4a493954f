using WorkflowAlerts.Cli.Replaying.Remembering;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class IncidentMemoryTests() : IncidentContract(new IncidentMemory());
