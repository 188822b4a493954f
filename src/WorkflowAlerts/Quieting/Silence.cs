using Microsoft.Extensions.Logging;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Quieting;

/// <summary>Keeps what comes during quiet hours or a mute.</summary>
public sealed partial class Silence(Mutes mutes, IKeptAlerts kept, ILedger ledger, QuietCalendar calendar, Summaries summaries, TimeProvider time, ILogger<Silence> logger)
{
    /// <summary>A mute holds from half a minute after it was made on, at the latest.</summary>
    public static readonly TimeSpan MutesAge = TimeSpan.FromSeconds(30);

    private (DateTimeOffset At, IReadOnlyList<Mute> Mutes)? _mutes;

    /// <summary>Whether an alert is to be told later, because it is quiet now; it is then kept.</summary>
    internal async Task<bool> Keeps(Errand errand, CancellationToken cancellationToken)
    {
        if (await Keeping(errand, cancellationToken) is not { } keeping)
        {
            return false;
        }

        // First kept, then noted: a crash in between keeps it twice under the same key; the other way round would lose it.
        await kept.Keep(keeping, cancellationToken);
        summaries.Expect();
        string why = keeping.Reason == DigestReason.Mute ? $"muted: {keeping.Cause}" : "quiet hours";
        await ledger.TryNote(errand.Alert, errand.Destination.Name, DeliveryState.Kept, $"{why}; told in a summary at {keeping.Until:u}", cancellationToken);
        Log.Kept(logger, errand.Destination.Name, Fetching.ForeignText.OneLine(errand.Alert.RunId, 100), errand.Alert.Tenant, why, keeping.Until);
        return true;
    }

    private async Task<KeptAlert?> Keeping(Errand errand, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        Mute? mute = (await Mutes(now, cancellationToken)).Where(mute => mute.Until > now && mute.Matches(errand.Alert)).MaxBy(mute => mute.Until);
        DateTimeOffset? quiet = calendar.QuietUntil(errand.Alert, errand.Destination.Name, errand.Route);
        return mute is not null && !(quiet > mute.Until) ? new KeptAlert(errand.Alert, errand.Destination.Name, mute.Until, DigestReason.Mute, mute.Reason, mute.Id)
            : quiet is { } until ? new KeptAlert(errand.Alert, errand.Destination.Name, until, DigestReason.QuietHours, "", null)
            : null;
    }

    private async Task<IReadOnlyList<Mute>> Mutes(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_mutes is not { } known || now - known.At > MutesAge || now < known.At)
        {
            _mutes = known = (now, await mutes.All(cancellationToken));
        }

        return known.Mutes;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Destination}: run {RunId} of {Tenant} is kept ({Why}), and told in a summary at {Until:u}.")]
        public static partial void Kept(ILogger logger, string destination, string runId, string tenant, string why, DateTimeOffset until);
    }
}
