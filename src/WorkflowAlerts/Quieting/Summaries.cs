using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Grouping;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Quieting;

/// <summary>Tells what was kept, in few cards, when a silence is over.</summary>
public sealed partial class Summaries(
    IKeptAlerts kept, IMutes mutes, IAlertQueue queue, Destinations destinations, IOptions<WorkflowAlertsOptions> options, TimeProvider time, ILogger<Summaries> logger)
{
    /// <summary>Puts the summaries of all silences that are over onto the queue. What fails here is logged and tried again at the next poll.</summary>
    public async Task Send(CancellationToken cancellationToken)
    {
        try
        {
            DateTimeOffset now = time.GetUtcNow();
            IReadOnlyList<Mute> all = await mutes.All(cancellationToken);
            HashSet<string> active = [.. all.Where(mute => mute.Until > now).Select(mute => mute.Id)];
            IEnumerable<KeptAlert> over = (await kept.All(cancellationToken)).Where(one => one.Until <= now || (one.MuteId is { } mute && !active.Contains(mute)));
            foreach (IGrouping<(string, string, DigestReason, string), KeptAlert> silence in over.GroupBy(one => (one.Destination.ToLowerInvariant(), one.Alert.Tenant, one.Reason, one.Cause)))
            {
                await Send([.. silence], cancellationToken);
            }

            foreach (Mute mute in all.Where(mute => mute.Until <= now))
            {
                await mutes.Remove(mute.Id, cancellationToken);
                Log.Over(logger, mute.Id, mute.Reason);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, e);
        }
    }

    // The same alerts make the same messages: a crash between queue and table tells nothing twice.
    private async Task Send(KeptAlert[] silence, CancellationToken cancellationToken)
    {
        foreach (string destination in Living(silence[0].Destination))
        {
            IReadOnlyList<Alert> cards = Digests.Of([.. silence.Select(one => one.Alert)], destination, silence[0].Reason, silence[0].Cause, options.Value.Digest.MaxCards);
            await Task.WhenAll(AlertMessage.Pack(cards).Select(body => queue.Send(body, TimeSpan.Zero, cancellationToken)));
        }

        await kept.Remove(silence, cancellationToken);
        Log.Told(logger, silence[0].Destination, silence.Length);
    }

    // A destination that was taken out of the configuration meanwhile takes nothing with it.
    private IEnumerable<string> Living(string destination) =>
        destinations.All.Any(known => known.Name.Equals(destination, StringComparison.OrdinalIgnoreCase)) ? [destination] : options.Value.DefaultTo;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Destination}: a silence is over; {Count} kept alerts are told in a summary.")]
        public static partial void Told(ILogger logger, string destination, int count);

        [LoggerMessage(LogLevel.Information, "The mute {Id} is over: {Reason}")]
        public static partial void Over(ILogger logger, string id, string reason);

        [LoggerMessage(LogLevel.Error, "The summaries of silences that are over could not be queued; the next poll tries again.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
