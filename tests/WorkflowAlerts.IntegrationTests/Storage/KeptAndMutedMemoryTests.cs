using WorkflowAlerts.Cli.Replaying.Remembering;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class KeptAndMutedMemoryTests() : KeptAndMutedContract(new KeptAlertMemory(), new MuteMemory(), new TroubleMemory());
