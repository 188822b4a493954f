using WorkflowAlerts.Telling;
using WorkflowAlerts.Cli.Inbox;

namespace WorkflowAlerts.IntegrationTests.Inbox;

/// <summary>Where the page is.</summary>
public sealed class PortTests
{
    [Fact]
    public async Task Programs_that_start_at_the_same_moment_all_have_a_page()
    {
        for (int round = 0; round < 10; round++)
        {
            InboxServer[] servers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(
                () => InboxServer.Start(new InboxMessages(TimeProvider.System), new InboxOptions("Test", "A test.", "Over."), TimeProvider.System))));

            Assert.Equal(servers.Length, servers.Select(server => server.Address).Distinct().Count());
            await Task.WhenAll(servers.Select(server => server.DisposeAsync().AsTask()));
        }
    }
}
