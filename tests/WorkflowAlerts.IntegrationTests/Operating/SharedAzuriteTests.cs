using WorkflowAlerts.Telling;
using WorkflowAlerts.Cli.Azurite;

namespace WorkflowAlerts.IntegrationTests.Operating;

public sealed class SharedAzuriteTests
{
    [Fact]
    public async Task Of_several_programs_on_a_folder_one_starts_Azurite_and_the_others_join()
    {
        string folder = Directory.CreateTempSubdirectory("workflow-alerts-test-").FullName;
        SharedAzurite[] all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SharedAzurite.Join(folder, TestContext.Current.CancellationToken)));

        SharedAzurite first = Assert.Single(all, azurite => azurite.IsOurs);
        Assert.Single(all.Select(azurite => azurite.ConnectionString).Distinct());
        foreach (SharedAzurite joined in all.Except([first]))
        {
            await joined.DisposeAsync();
        }

        await first.DisposeAsync();
        await using SharedAzurite next = await SharedAzurite.Join(folder, TestContext.Current.CancellationToken);
        Assert.True(next.IsOurs);
    }
}
