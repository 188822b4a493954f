using WorkflowAlerts.Telling;
using System.Collections.Concurrent;

namespace WorkflowAlerts.IntegrationTests.Faulting;

public sealed class FaultTests
{
    private const int AtOnce = 6;

    [Fact]
    public async Task Whatever_fails_for_a_while_nothing_is_lost_and_every_repeat_says_so()
    {
        ConcurrentBag<FaultResult> results = [];

        // Some side by side: they wait most of the time.
        await Parallel.ForEachAsync(
            FaultScenario.All(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
            async (scenario, stop) => results.Add(await FaultSuite.Run(scenario, runs: 75, seed: 1, stop)));

        foreach (FaultResult result in results)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{result}");
        }

        Assert.All(results, result => Assert.Empty(result.Faults));
        Assert.All(results, result => Assert.True(result.Audit.Expected > 5, $"{result}"));
    }
}
