using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Grouping;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Quieting;

/// <summary>Tells what was kept, in few cards, when a silence is over.</summary>
public sealed partial class Summaries(
    IKeptAlerts kept, Mutes mutes, AlertQueue queue, Destinations destinations, IOptions<WorkflowAlertsOptions> options, TimeProvider time, ILogger<Summaries> logger)
{
    /// <summary>How often storage is asked while nothing is kept or muted: what another instance keeps is noticed with this delay, at most.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);

    private DateTimeOffset? _nothingAt;

    /// <summary>Says that something was kept: from now on it is looked for at every poll.</summary>
    internal void Expect() => _nothingAt = null;

    /// <summary>Puts the summaries of all silences that are over onto the queue. What fails here is logged and tried again at the next poll.</summary>
    public async Task Send(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (_nothingAt is { } at && now - at < LookEvery && now >= at)
        {
            return;
        }

        try
        {
            // Before it is looked for: what is kept meanwhile is looked for next time.
            _nothingAt = now;
            IReadOnlyList<Mute> all = await mutes.All(cancellationToken);
            HashSet<string> active = [.. all.Where(mute => mute.Until > now).Select(mute => mute.Id)];
            IReadOnlyList<KeptAlert> waiting = await kept.All(cancellationToken);
            if (all.Count > 0 || waiting.Count > 0)
            {
                _nothingAt = null;
            }

            IEnumerable<KeptAlert> over = waiting.Where(one => one.Until <= now || (one.MuteId is { } mute && !active.Contains(mute)));
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
            _nothingAt = null;
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
