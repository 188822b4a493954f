using WorkflowAlerts.Telling;
using WorkflowAlerts.IntegrationTests.Judging.Generating;

namespace WorkflowAlerts.IntegrationTests.Judging;

public sealed class JudgeTests
{
    private const int Cases = 300;
    private const ulong Seed = 2026;

    [Fact]
    public async Task Whatever_the_settings_and_the_history_the_contract_holds()
    {
        JudgeRun run = await JudgeRun.Of(Cases, Seed, TestContext.Current.CancellationToken);

        Assert.True(run.Failed.Count == 0, run.Failed.Count == 0 ? ""
            : $"{run}\nCase {run.Failed[0].Number}\n{Story.Of(await Shrinking.Of(run.Failed[0].Verdict))}");
    }
}
