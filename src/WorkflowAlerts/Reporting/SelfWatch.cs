using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Reporting;

/// <summary>
/// The product watches itself: notes what is wrong, tells the operations destinations once, and once more when it is over. All it remembers is that there was nothing to look after a short while ago, so restarts and other instances change nothing.
/// </summary>
public sealed partial class SelfWatch(
    Troubles troubles, Checkpoints checkpoints, PoisonedMessages poisoned, DamageReport damage, Operations operations, QueueWatch queues,
    Attention attention, IOptions<WorkflowAlertsOptions> options, TimeProvider time, ILogger<SelfWatch> logger)
{
    /// <summary>How often storage is asked while all is well here: what other instances noted is told with this delay, at most.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);

    private DateTimeOffset _lookedAt;

    /// <summary>How long before a token's end it is told.</summary>
    public static readonly TimeSpan TokenWarning = TimeSpan.FromDays(7);

    /// <summary>Looks after everything once. What fails here is logged and tried again at the next poll; it holds up nothing.</summary>
    /// <param name="polls">How the polls went that were just made.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task Run(IReadOnlyList<PollReport> polls, CancellationToken cancellationToken)
    {
        // Taken first: what is called for while this looks is looked for next time.
        TimeSpan since = time.GetUtcNow() - _lookedAt;
        if (!attention.Take() && !damage.HasNews && polls.All(poll => poll.Error is null) && since >= TimeSpan.Zero && since < LookEvery)
        {
            return;
        }

        try
        {
            IReadOnlyList<Trouble> open = await Living(await troubles.All(cancellationToken), cancellationToken);
            IReadOnlyList<PoisonedMessage> kept = await poisoned.All(cancellationToken);
            queues.Keeps(kept.Count);
            bool changed = (await Task.WhenAll(
                [.. polls.Where(poll => !poll.UnderWay).Select(poll => Polled(poll, open, cancellationToken)), .. options.Value.Tenants.Select(tenant => Token(tenant.Key, tenant.Value, open, cancellationToken)),
                Poisoned(kept.Count, open, cancellationToken), Uncollected(open, cancellationToken), damage.Review(open, cancellationToken)])).Any(noted => noted);
            changed |= damage.HasNews;
            await damage.Note(cancellationToken);
            if (open.Count == 0 && kept.Count == 0 && !changed)
            {
                _lookedAt = time.GetUtcNow();
                return;
            }

            await Tell(kept, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, e);
        }

        // Whatever is open, or failed, is looked after at the next poll again.
        attention.Call();
    }

    /// <summary>Notes how polls went that were ordered through the queue; the next tick tells what there is to tell. What fails is logged.</summary>
    public async Task Note(IReadOnlyList<PollReport> polls, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(polls.Where(poll => poll.Error is not null).Select(poll => Polled(poll, [], cancellationToken)));
            await damage.Note(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, e);
        }
    }

    /// <summary>Tells what there is to tell, without looking for anything new.</summary>
    public async Task Tell(CancellationToken cancellationToken) => await Tell(await poisoned.All(cancellationToken), cancellationToken);

    private async Task Tell(IReadOnlyList<PoisonedMessage> kept, CancellationToken cancellationToken)
    {
        await Announce(kept, cancellationToken);
        foreach (Trouble trouble in await troubles.All(cancellationToken))
        {
            await Tell(trouble, cancellationToken);
        }
    }

    // What was wrong with a tenant or destination that was taken out of the configuration is over, and nothing would be true to say of it.
    private async Task<IReadOnlyList<Trouble>> Living(IReadOnlyList<Trouble> all, CancellationToken cancellationToken)
    {
        Trouble[] gone = [.. all.Where(trouble => trouble.Kind switch
        {
            TroubleKind.NoPoll or TroubleKind.TokenExpires => !options.Value.Tenants.Keys.Contains(trouble.Subject, StringComparer.OrdinalIgnoreCase),
            TroubleKind.Refusal => !options.Value.Destinations.Keys.Contains(trouble.Subject, StringComparer.OrdinalIgnoreCase),
            _ => false,
        })];
        await Task.WhenAll(gone.Select(trouble => troubles.Remove(trouble, cancellationToken)));
        return [.. all.Except(gone)];
    }

    // These return whether they noted anything.
    private async Task<bool> Polled(PollReport poll, IReadOnlyList<Trouble> open, CancellationToken cancellationToken)
    {
        if (poll.Error is null)
        {
            return await Over(TroubleKind.NoPoll, poll.Tenant, open, cancellationToken);
        }

        Checkpoint? checkpoint = await checkpoints.Read(poll.Tenant, cancellationToken);
        await troubles.Note(TroubleKind.NoPoll, poll.Tenant, checkpoint?.LastSuccess ?? time.GetUtcNow(), Words.Of(poll.Error), cancellationToken);
        return true;
    }

    private async Task<bool> Token(string tenant, TenantOptions settings, IReadOnlyList<Trouble> open, CancellationToken cancellationToken)
    {
        return AccessTokenExpiry.Of(settings.AccessToken) is not { } end || end - time.GetUtcNow() > TokenWarning
            ? await Over(TroubleKind.TokenExpires, tenant, open, cancellationToken)
            : await Note(TroubleKind.TokenExpires, tenant, $"It expires at {end:yyyy-MM-dd HH:mm} UTC.", open, cancellationToken);
    }

    private Task<bool> Poisoned(int kept, IReadOnlyList<Trouble> open, CancellationToken cancellationToken) => kept == 0
        ? Over(TroubleKind.Poisoned, "", open, cancellationToken)
        : Note(TroubleKind.Poisoned, "", $"Messages that could not be delivered are kept: {kept}.", open, cancellationToken);

    private async Task<bool> Uncollected(IReadOnlyList<Trouble> open, CancellationToken cancellationToken) => queues.PoisonSince switch
    {
        null => await Over(TroubleKind.Uncollected, "", open, cancellationToken),
        var since when time.GetUtcNow() - since >= Trouble.LongestSilence => await Note(
            TroubleKind.Uncollected, "", $"It has not been seen empty since {since:yyyy-MM-dd HH:mm} UTC.", open, cancellationToken),
        _ => false,
    };

    private async Task<bool> Note(TroubleKind kind, string subject, string reason, IReadOnlyList<Trouble> open, CancellationToken cancellationToken)
    {
        if (open.Any(trouble => Is(trouble, kind, subject) && trouble.OverAt is null))
        {
            return false;
        }

        await troubles.Note(kind, subject, time.GetUtcNow(), reason, cancellationToken);
        return true;
    }

    // Those that came since the last time are one message, which each remembers before it goes out: so it is told once, whatever comes in between.
    private async Task Announce(IReadOnlyList<PoisonedMessage> kept, CancellationToken cancellationToken)
    {
        PoisonedMessage[] untold = [.. kept.Where(message => !message.Told)];
        string? latest = untold.FirstOrDefault(message => message.Announcement is null)?.Id;
        PoisonedMessage[] announced = [.. untold.Select(message => message.Announcement is null ? message with { Announcement = latest } : message)];
        await Task.WhenAll(announced.Where(message => message.Announcement == latest).Select(message => poisoned.Note(message, cancellationToken)));
        foreach (IGrouping<string?, PoisonedMessage> announcement in announced.GroupBy(message => message.Announcement))
        {
            DateTimeOffset since = announcement.Min(message => message.KeptAt);
            await operations.Tell([Reports.Aside($"poison-{announcement.Key}-{since:yyyyMMddTHHmmssfff}", since, [.. announcement])], cancellationToken);
            await Task.WhenAll(announcement.Select(message => poisoned.Note(message with { Told = true }, cancellationToken)));
        }
    }

    private async Task<bool> Over(TroubleKind kind, string subject, IReadOnlyList<Trouble> open, CancellationToken cancellationToken) =>
        open.FirstOrDefault(trouble => Is(trouble, kind, subject) && trouble.OverAt is null) is { } trouble
        && await troubles.Update(trouble with { OverAt = time.GetUtcNow() }, cancellationToken);

    private async Task Tell(Trouble trouble, CancellationToken cancellationToken)
    {
        if (!trouble.IsDue(time.GetUtcNow()))
        {
            if (trouble.OverAt is not null)
            {
                await troubles.Remove(trouble, cancellationToken);
            }

            return;
        }

        // First the queue, then the note: a crash in between queues the same report once more, and the ledger sees to it that it is told once.
        bool begins = !trouble.Told && trouble.Kind != TroubleKind.Poisoned;
        bool ends = trouble.OverAt is not null;
        await operations.Tell([.. begins ? [Reports.Began(trouble)] : Array.Empty<SelfReport>(), .. ends ? [Reports.Ended(trouble)] : Array.Empty<SelfReport>()], cancellationToken);
        if (begins)
        {
            Log.Began(logger, trouble.Kind, trouble.Subject, trouble.Reason);
        }

        if (ends)
        {
            await troubles.Remove(trouble, cancellationToken);
            Log.Ended(logger, trouble.Kind, trouble.Subject);
        }
        else if (begins)
        {
            await troubles.Update(trouble with { Told = true }, cancellationToken);
        }
    }

    private static bool Is(Trouble trouble, TroubleKind kind, string subject) =>
        trouble.Kind == kind && trouble.Subject.Equals(subject, StringComparison.OrdinalIgnoreCase);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The operations destinations were told: {Kind}, {Subject}. {Reason}")]
        public static partial void Began(ILogger logger, TroubleKind kind, string subject, string reason);

        [LoggerMessage(LogLevel.Information, "The operations destinations were told that it is over: {Kind}, {Subject}.")]
        public static partial void Ended(ILogger logger, TroubleKind kind, string subject);

        [LoggerMessage(LogLevel.Error, "Workflow Alerts could not look after itself this time; the next poll tries again.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
