namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>A configuration, a history, and what happens to the product meanwhile.</summary>
internal sealed record Trial(DateTimeOffset Start, Setup Setup, IReadOnlyList<PastRun> Runs)
{
    // Past every silence, hold and retry of what comes last.
    private static readonly TimeSpan s_settling = TimeSpan.FromHours(14);

    public IReadOnlyList<Happening> Happenings { get; init; } = [];

    /// <summary>When everything has settled.</summary>
    public DateTimeOffset End
    {
        get
        {
            DateTimeOffset last = Runs.Select(run => run.VisibleAt)
                .Concat(Happenings.Select(happening => happening is MuteBegins mute && mute.Until > mute.At ? mute.Until : happening.At))
                    .Append(Start).Max();
            return Start + TimeSpan.FromHours(Math.Ceiling((last + s_settling - Start).TotalHours));
        }
    }

    /// <summary>Whether a replay of the history can know all there is to know.</summary>
    public bool CanBeReplayed =>
        Happenings.Count == 0 && Runs.All(run => run.Late == TimeSpan.Zero)
            && Runs.DistinctBy(run => (run.Tenant, run.Id)).Count() == Runs.Count;

    /// <summary>The configuration at a time.</summary>
    public Setup SetupAt(DateTimeOffset time) =>
        Happenings.OfType<Restarts>().Where(restart => restart.With is not null && restart.At <= time)
            .MaxBy(restart => restart.At)?.With ?? Setup;

    /// <summary>The first tick of the timer at or after a time.</summary>
    public DateTimeOffset TickFrom(DateTimeOffset time) =>
        time <= Start ? Start : Start + TimeSpan.FromMinutes(Math.Ceiling((time - Start).TotalMinutes));
}
