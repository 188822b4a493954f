using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Deciding;

/// <summary>
/// Tells what waits when its time has come: what a silence kept in few cards, what was held back as it would have been told at first. All rules are asked again, so what a
/// changed configuration does not restrain any more is told at the next tick.
/// </summary>
public sealed partial class Release(
    Waiting waiting, Mutes mutes, MuteRestraint mute, Restraints restraints, Dispatch dispatch, Ledger ledger, Destinations destinations,
    IOptions<WorkflowAlertsOptions> options, TimeProvider time, ILogger<Release> logger)
{
    /// <summary>How often storage is asked while nothing waits or is muted: what another instance keeps is noticed with this delay, at most.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);

    // Where the configuration lets messages wait, they come at any time, and other instances keep them, too.
    private readonly bool _alwaysLooks = options.Value.Routes.Any(route => route.Hold > TimeSpan.Zero || route.Quiet.Count > 0);
    private DateTimeOffset? _nothingAt;

    /// <summary>Says that something waits: from now on it is looked for at every tick.</summary>
    internal void Expect() => _nothingAt = null;

    /// <summary>Puts what has waited long enough onto the queue. What fails here is logged and tried again at the next tick.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (!_alwaysLooks && _nothingAt is { } at && now - at < LookEvery && now >= at)
        {
            return;
        }

        try
        {
            // Before it is looked for: what is kept meanwhile is looked for next time.
            _nothingAt = now;
            IReadOnlyList<Mute> muted = await mutes.All(cancellationToken);
            mute.Know(muted);
            IReadOnlyList<WaitingMessage> all = await AtLiving(await waiting.All(cancellationToken), cancellationToken);
            if (muted.Count > 0 || all.Count > 0)
            {
                _nothingAt = null;
            }

            await Tell(all, cancellationToken);
            foreach (Mute over in muted.Where(over => over.Until <= now))
            {
                await mutes.Remove(over.Id, cancellationToken);
                Log.Over(logger, over.Id, over.Reason);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            _nothingAt = null;
            Log.Failed(logger, e);
        }
    }

    private async Task Tell(IReadOnlyList<WaitingMessage> all, CancellationToken cancellationToken)
    {
        List<WaitingMessage> due = [];
        foreach (WaitingMessage one in all)
        {
            if (await IsDue(one, cancellationToken))
            {
                due.Add(one);
            }
        }

        // The end of something is told together with its beginning.
        HashSet<WaitingMessage> left = [.. all.Except(due)];
        due.RemoveAll(one => one.Release is null && left.Any(other => one.Message.After.Any(key => other.Is(key, one.Destination))));
        foreach (IGrouping<string, WaitingMessage> begun in due.Where(one => one.Release is not null).GroupBy(one => $"{one.Release} {one.Destination}"))
        {
            await GoOn([.. begun], cancellationToken);
        }

        IEnumerable<WaitingMessage> fresh = due.Where(one => one.Release is null);
        foreach (IGrouping<(string, string, WaitReason, string), WaitingMessage> together in fresh
            .GroupBy(one => (one.Destination.ToLowerInvariant(), one.Message.Tenant, one.Wait.Reason, one.Wait.Cause)))
        {
            await Tell([.. together], cancellationToken);
        }
    }

    private async Task<bool> IsDue(WaitingMessage one, CancellationToken cancellationToken)
    {
        if (one.Release is not null)
        {
            return true;
        }

        // What a silence has kept is told when that is over: it has been held long enough.
        Wait? wait = await restraints.Of(one.Message, one.Destination, one.Wait.IsSilence ? DateTimeOffset.MinValue : one.Since, cancellationToken);
        if (wait is not null && wait != one.Wait)
        {
            await waiting.Keep([one with { Wait = wait }], cancellationToken);
            await ledger.Note(one.Message, one.Destination, entry => entry is { WaitsOnPurpose: true } ? Decision.Entry(wait, time.GetUtcNow()) : null, cancellationToken);
        }

        return wait is null;
    }

    private Task Tell(WaitingMessage[] together, CancellationToken cancellationToken) =>
        !together[0].Wait.IsSilence && together.Length <= options.Value.Digest.Threshold
            ? TellAlone(together, cancellationToken)
            : TellTogether(together, id: null, cancellationToken);

    private Task GoOn(WaitingMessage[] begun, CancellationToken cancellationToken) => begun[0].Release == WaitingMessage.Alone
        ? TellAlone(begun, cancellationToken)
        : TellTogether(begun, begun[0].Release, cancellationToken);

    private async Task TellAlone(WaitingMessage[] messages, CancellationToken cancellationToken)
    {
        await waiting.Begin(messages, WaitingMessage.Alone, cancellationToken);
        await dispatch.Queue(messages.Select(one => one.Message with { To = [one.Destination], MayBeToldAt = time.GetUtcNow() }), cancellationToken);
        await waiting.Remove(messages, cancellationToken);
        Log.Told(logger, messages[0].Destination, messages.Length);
    }

    // How it is told is noted before it is: a process that ends in between is gone on from there, and tells nothing twice.
    private async Task TellTogether(WaitingMessage[] messages, string? id, CancellationToken cancellationToken)
    {
        (string destination, DigestReason reason) = (messages[0].Destination, ReasonOf(messages[0].Wait.Reason));
        id ??= Digests.IdOf(messages.Select(one => one.Message), destination, reason);
        await waiting.Begin(messages, id, cancellationToken);
        (IReadOnlyList<Digest> cards, IReadOnlyDictionary<MessageKey, Digest> tellers) =
            Digests.Of([.. messages.Select(one => one.Message)], destination, reason, messages[0].Wait.Cause, options.Value.Digest.MaxCards, id);
        DateTimeOffset now = time.GetUtcNow();
        await dispatch.Queue(cards.Select(card => card with { MayBeToldAt = now }), cancellationToken);
        await ledger.Mark(
            [.. messages.Select(one => new LedgerNote(one.Message, new Dictionary<string, DeliveryEntry> { [one.Destination] = DeliveryEntry.By(Teller.Of(tellers[one.Message.Key].Key), now) }))],
            cancellationToken);
        await waiting.Remove(messages, cancellationToken);
        Log.Told(logger, destination, messages.Length);
    }

    // A destination that was taken out of the configuration meanwhile takes nothing with it: it is told where what no route matches is told, unless that is done anyway.
    private async Task<IReadOnlyList<WaitingMessage>> AtLiving(IReadOnlyList<WaitingMessage> all, CancellationToken cancellationToken)
    {
        List<WaitingMessage> living = [.. all.Where(one => destinations.Find(one.Destination) is not null)];
        foreach (WaitingMessage gone in all.Where(one => destinations.Find(one.Destination) is null))
        {
            DateTimeOffset now = time.GetUtcNow();
            IReadOnlyDictionary<string, DeliveryEntry> known = await ledger.Read(gone.Message.Key, cancellationToken);
            string[] to = [.. options.Value.DefaultTo.Where(name => !known.ContainsKey(name) && !living.Any(one => one.Is(gone.Message.Key, name)))];
            WaitingMessage[] moved = [.. to.Select(name => gone with { Destination = name, Row = null, Release = null })];
            await waiting.Keep(moved, cancellationToken);
            await ledger.Mark([new LedgerNote(gone.Message, to.ToDictionary(name => name, _ => Decision.Entry(gone.Wait, now)))], cancellationToken);
            await ledger.Note(
                gone.Message, gone.Destination, _ => DeliveryEntry.Of(DeliveryState.NotTold, "the destination is gone; it is told elsewhere", now), cancellationToken);
            await waiting.Remove([gone], cancellationToken);
            living.AddRange(moved);
        }

        return living;
    }

    private static DigestReason ReasonOf(WaitReason reason) => reason switch
    {
        WaitReason.QuietHours => DigestReason.QuietHours,
        WaitReason.Mute => DigestReason.Mute,
        _ => DigestReason.Storm,
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Destination}: what waited is told now: {Count} alerts.")]
        public static partial void Told(ILogger logger, string destination, int count);

        [LoggerMessage(LogLevel.Information, "The mute {Id} is over: {Reason}")]
        public static partial void Over(ILogger logger, string id, string reason);

        [LoggerMessage(LogLevel.Error, "What waited for the end of a silence or a hold could not be told; the next tick tries again.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
