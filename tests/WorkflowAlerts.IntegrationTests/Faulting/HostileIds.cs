using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.IntegrationTests.Faulting;

/// <summary>Run ids that no table key can be. Each also holds an ordinary id, by which the audit finds it in the message.</summary>
internal sealed class HostileIds : FaultScenario
{
    private static readonly string[] s_hostile =
        ["/a\\b#c?d", "%2F%5C%00", "quote'\"`", "tab\tline\r\nend", "\u0001\u007f\u0085", "🧦🧦", "a|failed", "~poison", "..", "PartitionKey eq ''", "\u202Eback", "ÄÖ ü", "<!channel>"];

    public override string Name => "run ids that are hostile as table keys";

    public override IReadOnlyList<SimulatedRun> Runs(RunFactory factory, int count) =>
        [.. base.Runs(factory, count).Select((run, i) => run with { Id = $"{run.Id} {s_hostile[i % s_hostile.Length]}" })];
}
