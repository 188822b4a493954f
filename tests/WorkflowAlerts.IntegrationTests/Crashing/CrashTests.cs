using WorkflowAlerts.Telling;
namespace WorkflowAlerts.IntegrationTests.Crashing;

public sealed class CrashTests
{
    [Fact]
    public async Task A_process_killed_at_every_step_loses_nothing_and_labels_what_it_repeats()
    {
        CrashVerdict verdict = await CrashSuite.Run(randomKills: 8, seed: 1, grouped: false, boundaries: true, line => TestContext.Current.TestOutputHelper?.WriteLine(line), TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine($"{verdict}");
        Assert.Empty(verdict.Faults);
        Assert.True(verdict.Audit.Expected > 150, $"{verdict}");
        string[] steps =
        [
            "amperity POST token", "amperity GET runs", "queue POST alerts message", "queue GET alerts message", "queue DELETE alerts message", "table POST batch", "table PUT Checkpoints row",
            "table PATCH Deliveries row", "slack POST", "teams POST",
        ];
        Assert.All(steps, step =>
        {
            Assert.Contains($"Before {step}", verdict.Boundaries);
            Assert.Contains($"After {step}", verdict.Boundaries);
        });
    }
}
