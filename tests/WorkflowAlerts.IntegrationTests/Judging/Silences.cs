namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>When a destination may not be told of a run: the quiet hours of the route that names it, and mutes.</summary>
internal sealed class Silences(Trial trial)
{
    private static readonly TimeSpan s_known = TimeSpan.FromSeconds(31);

    private readonly (MuteBegins Mute, DateTimeOffset Until)[] _mutes =
        [.. trial.Happenings.OfType<MuteBegins>().Select(mute => (mute, EndOf(trial, mute)))];

    private readonly DateTimeOffset[] _changes =
        [.. trial.Happenings.OfType<Restarts>().Where(restart => restart.With is not null).Select(restart => restart.At).Order()];

    /// <summary>When the silence is really over that keeps a run from a destination at a time; null where there is none.</summary>
    public DateTimeOffset? EndIfSilent(PastRun run, string channel, DateTimeOffset at)
    {
        DateTimeOffset end = at;
        while (end < at + TimeSpan.FromDays(8) && Further(run, channel, end) is { } further)
        {
            end = further;
        }

        return end == at ? null : end;
    }

    /// <summary>Whether it may not be told, and whoever tells has to know: a mute may be known half a minute after it was made.</summary>
    public bool Keeps(PastRun run, string channel, DateTimeOffset at) =>
        MutedUntil(run, at, s_known) is not null || QuietUntil(run, channel, at) is not null;

    private DateTimeOffset? Further(PastRun run, string channel, DateTimeOffset at)
    {
        DateTimeOffset? muted = MutedUntil(run, at, TimeSpan.Zero);
        DateTimeOffset? quiet = QuietUntil(run, channel, at);

        // Other settings may say otherwise.
        DateTimeOffset? change = _changes.Where(one => one > at).Select(one => (DateTimeOffset?)one).FirstOrDefault();
        quiet = quiet > change ? change : quiet;
        return quiet > muted || muted is null ? quiet : muted;
    }

    private DateTimeOffset? MutedUntil(PastRun run, DateTimeOffset at, TimeSpan age) =>
        _mutes.Where(one => one.Mute.At + age <= at && at < one.Until && Matches(one.Mute, run)).Select(one => (DateTimeOffset?)one.Until)
            .Max();

    private DateTimeOffset? QuietUntil(PastRun run, string channel, DateTimeOffset at) =>
        RouteReader.Read(trial.SetupAt(at), run).GetValueOrDefault(channel)?.Quiet
            .Where(window => !window.Except.Any(except => RouteReader.Matches(except, run))).Max(window => Calendar.EndIfOn(window, at));

    private static bool Matches(MuteBegins mute, PastRun run) =>
        Wildcards.Match(mute.Tenant, run.Tenant) && Wildcards.Match(mute.Type, run.Type) && Wildcards.Match(mute.Name, run.Name);

    private static DateTimeOffset EndOf(Trial trial, MuteBegins mute) =>
        trial.Happenings.OfType<MuteEnds>().Where(end => end.Id == mute.Id).Select(end => end.At).Append(mute.Until).Min();
}
