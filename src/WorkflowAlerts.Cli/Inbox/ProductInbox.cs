using WorkflowAlerts.Sending;
using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.Cli.Hosting;

namespace WorkflowAlerts.Cli.Inbox;

/// <summary>The page of the real product: each message as it is sent, and no buttons.</summary>
internal sealed class ProductInbox : IAsyncDisposable
{
    private readonly InboxFeed _feed;
    private readonly InboxServer _server;

    private ProductInbox(InboxFeed feed, InboxServer server) => (_feed, _server) = (feed, server);

    /// <summary>Starts it, and tells where it is on standard output.</summary>
    /// <exception cref="UsageException">The port that was asked for is taken.</exception>
    public static async Task<ProductInbox> Start(IServiceProvider product, int? port)
    {
        TimeProvider time = product.GetRequiredService<TimeProvider>();
        InboxMessages inbox = new(time);
        InboxFeed feed = new(inbox, product, product.GetRequiredService<DeliveryTally>(), TimeSpan.FromSeconds(5));
        InboxOptions options = new("Inbox", "What is sent from this machine since the program started.", "The program has ended. What was sent stays here until the page is closed.") { Port = port };
        InboxServer server = await InboxServer.Start(inbox, options, time);
        feed.Listen(product.GetRequiredService<Outbox>());
        Console.WriteLine($"What is sent is at {server.Address}");
        return new ProductInbox(feed, server);
    }

    /// <summary>Shows how the pipeline stands until it is canceled.</summary>
    public Task Run(CancellationToken cancellationToken) => _feed.Run(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _feed.Dispose();
    }
}
