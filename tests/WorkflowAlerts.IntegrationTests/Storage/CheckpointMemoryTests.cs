using WorkflowAlerts.Cli.Replaying.Remembering;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class CheckpointMemoryTests() : CheckpointContract(time => new CheckpointMemory(time));
