using WorkflowAlerts.Matching;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Routing;

namespace WorkflowAlerts.Deciding;

/// <summary>What somebody muted waits until the mute ends.</summary>
public sealed class MuteRestraint(Mutes mutes, TimeProvider time) : IRestraint
{
    /// <summary>A mute holds from half a minute after it was made on, at the latest.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(30);

    private Snapshot? _known;

    async ValueTask<Wait?> IRestraint.On(Concern concern, RouteOptions? route, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Mute? mute = (await Known(cancellationToken)).Where(known => known.Mute.Until > now && known.Pattern.Matches(concern.Workflow))
            .Select(known => known.Mute).MaxBy(mute => mute.Until);
        return mute is null ? null : new Wait(WaitReason.Mute, mute.Until, mute.Reason);
    }

    /// <summary>Takes in what was just read.</summary>
    internal void Know(IReadOnlyList<Mute> all) => _known = new Snapshot(time.GetUtcNow(), [.. all.Select(mute => (mute, mute.ToPattern()))]);

    private async ValueTask<(Mute Mute, Pattern Pattern)[]> Known(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (_known is not { } known || now - known.At > Age || now < known.At)
        {
            Know(await mutes.All(cancellationToken));
        }

        return _known!.Mutes;
    }

    // One reference: lanes read it while another replaces it.
    private sealed record Snapshot(DateTimeOffset At, (Mute Mute, Pattern Pattern)[] Mutes);
}
