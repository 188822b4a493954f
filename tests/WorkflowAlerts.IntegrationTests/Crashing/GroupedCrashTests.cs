namespace WorkflowAlerts.IntegrationTests.Crashing;

public sealed class GroupedCrashTests
{
    [Fact]
    public async Task A_process_killed_while_it_holds_keeps_and_groups_loses_nothing()
    {
        CrashVerdict verdict = await CrashSuite.Run(
            randomKills: 16, seed: 2, grouped: true, boundaries: false, line => TestContext.Current.TestOutputHelper?.WriteLine(line), TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine($"{verdict}");
        Assert.Empty(verdict.Faults);
        Assert.True(verdict.Audit.Expected > 30, $"{verdict}");
    }
}
