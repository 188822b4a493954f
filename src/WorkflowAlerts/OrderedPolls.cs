using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Expecting;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Reporting;

namespace WorkflowAlerts;

/// <summary>
/// Polls through the queue, for more tenants than one instance can poll: the timer puts orders onto it, and every instance takes some. Checkpoints move by
/// version, so an order that is done twice changes nothing, and one that fails is ordered again at the next tick.
/// </summary>
public sealed partial class OrderedPolls(
    Polls polls, PollOrders orders, SelfWatch watch, Expectations expectations, IOptions<WorkflowAlertsOptions> options, TimeProvider time, ILogger<OrderedPolls> logger)
{
    /// <summary>How long an order is worth doing.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    // Few enough to be polled side by side within a minute, even at 20 seconds each.
    private const int TenantsAnOrder = 20;

    /// <summary>Whether there are so many tenants.</summary>
    public bool AreUsed => options.Value.Polling.FanOutFrom is > 0 and var from && options.Value.Tenants.Count >= from;

    /// <summary>Orders a poll of every tenant.</summary>
    public Task Order(CancellationToken cancellationToken)
    {
        DateTimeOffset until = time.GetUtcNow() + Life;
        return Task.WhenAll(options.Value.Tenants.Keys.Order(StringComparer.Ordinal).Chunk(TenantsAnOrder).Select(tenants => orders.Send(PollOrder.Of(tenants, until).Write(), Life, cancellationToken)));
    }

    /// <summary>
    /// Does what an order says, and notes which of its tenants could not be polled. Returning means that the order may be deleted, whatever became of it.
    /// </summary>
    public async Task<IReadOnlyList<PollReport>> Run(string body, CancellationToken cancellationToken)
    {
        if (PollOrder.Read(body) is not { } order || order.Until <= time.GetUtcNow())
        {
            Log.Skipped(logger);
            return [];
        }

        // A tenant that was taken out of the configuration meanwhile is nobody's any more.
        IReadOnlyList<PollReport> reports = await polls.Run(order.Tenants.Where(options.Value.Tenants.ContainsKey), PollRound.Patience, cancellationToken);
        await watch.Note(reports, cancellationToken);
        await expectations.Look(reports, cancellationToken);
        return reports;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "An order to poll is too old, or of another version, and is skipped; the next tick has ordered the same anew. If this lasts, the instances are too few.")]
        public static partial void Skipped(ILogger logger);
    }
}
