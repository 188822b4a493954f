using WorkflowAlerts.Sending;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Cli.Hosting;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Reporting;

namespace WorkflowAlerts.Cli.Inbox;

/// <summary>Fills an inbox from the product as it works: each message with its answer, and every now and then how the pipeline stands.</summary>
/// <param name="inbox">What to fill.</param>
/// <param name="product">The product; it is only read.</param>
/// <param name="tally">Counts the sends.</param>
/// <param name="betweenLooks">How often to look; each look is a few requests to the storage.</param>
/// <param name="complete">Adds what only the caller knows; null: nothing.</param>
internal sealed class InboxFeed(InboxMessages inbox, IServiceProvider product, DeliveryTally tally, TimeSpan betweenLooks, Func<InboxState, InboxState>? complete = null) : IDisposable
{
    private const int Minutes = 20;

    private readonly WorkflowAlertsOptions _options = product.GetRequiredService<IOptions<WorkflowAlertsOptions>>().Value;
    private readonly Destinations _destinations = product.GetRequiredService<Destinations>();
    private readonly AlertCounts _alerts = new(product.GetRequiredService<IMeterFactory>());
    private readonly TimeProvider _time = product.GetRequiredService<TimeProvider>();

    /// <summary>Notes every send from now on. One that will be made again is counted, but is no message yet.</summary>
    public void Listen(Outbox outbox) => outbox.Answered += sent =>
    {
        if (sent.Entry.State is DeliveryState.Delivered or DeliveryState.Refused or DeliveryState.GaveUp)
        {
            inbox.Note(InboxMessage.Of(sent, _destinations[sent.Destination].Chat));
        }
    };

    /// <summary>Looks at the pipeline until it is canceled.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                inbox.Show(await Look(cancellationToken));
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // The product itself logs that its storage is out of reach, and the page still shows what was last known.
            }

            await Task.Delay(betweenLooks, _time, cancellationToken);
        }
    }

    public void Dispose() => _alerts.Dispose();

    private async Task<InboxState> Look(CancellationToken cancellationToken)
    {
        Checkpoints checkpoints = product.GetRequiredService<Checkpoints>();
        InboxTenant[] tenants = await Task.WhenAll(_options.Tenants.Keys.Order(StringComparer.Ordinal).Select(async tenant =>
            (await checkpoints.Read(tenant, cancellationToken))?.Watermark is { } read ? new InboxTenant(tenant, read, (_time.GetUtcNow() - read).TotalSeconds) : new InboxTenant(tenant, null, null)));
        (int alerts, int poison) = await product.GetRequiredService<AlertQueue>().Depths(cancellationToken);
        InboxState state = new()
        {
            Tenants = tenants,
            Queue = alerts,
            Poison = poison + await product.GetRequiredService<PoisonedMessages>().Count(cancellationToken),
            Alerts = _alerts.Now(),
            Destinations = [.. _destinations.All.OrderBy(destination => destination.Name, StringComparer.Ordinal).Select(Stand)],
            PerMinute = inbox.PerMinute(Minutes),
        };
        return complete?.Invoke(state) ?? state;
    }

    private InboxDestination Stand(Destination destination) => new(
        destination.Name, destination.Chat.Name, tally.Count(destination.Name, DeliveryState.Delivered), tally.Count(destination.Name, DeliveryState.Waiting),
        tally.Count(destination.Name, DeliveryState.Refused) + tally.Count(destination.Name, DeliveryState.GaveUp));
}
