using WorkflowAlerts.Deciding;
namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>What has to come of a trial, from its settings and its history alone.</summary>
internal sealed class Oracle
{
    private readonly Trial _trial;
    private readonly Dictionary<PastRun, DateTimeOffset> _seen = [];
    private readonly HashSet<PastRun> _holdable = [];

    public Oracle(Trial trial)
    {
        _trial = trial;
        Silences = new Silences(trial);
        foreach (PastRun run in trial.Runs)
        {
            // A run ended before the poll that sees it, and a later end of the same id takes its place.
            DateTimeOffset poll = trial.TickFrom(run.VisibleAt > run.EndedAt ? run.VisibleAt : run.EndedAt.AddTicks(1));
            if (poll <= trial.End && !trial.Runs
                .Any(other => (other.Tenant, other.Id) == (run.Tenant, run.Id) && other.EndedAt > run.EndedAt && other.VisibleAt <= poll))
            {
                _seen[run] = poll;
            }
        }

        Incidents = [.. _seen.Keys.GroupBy(run => run.Workflow).SelectMany(Follow)];
        Duties = [.. _seen.Keys.Where(run => run.IsBad).OrderBy(run => run.EndedAt).SelectMany(DutiesOf)];
        Muted = [.. _seen.Keys.Where(run => run.IsBad && RouteReader.Read(trial.SetupAt(_seen[run]), run).Count == 0)];
    }

    public Silences Silences { get; }

    /// <summary>Who has to hear of what.</summary>
    public IReadOnlyList<Duty> Duties { get; }

    /// <summary>The incidents that ended.</summary>
    public IReadOnlyList<Incident> Incidents { get; }

    /// <summary>What a route mutes.</summary>
    public IReadOnlyList<PastRun> Muted { get; }

    /// <summary>The poll that first sees a run; null: none does.</summary>
    public DateTimeOffset? SeenAt(PastRun run) => _seen.TryGetValue(run, out DateTimeOffset poll) ? poll : null;

    private IEnumerable<Duty> DutiesOf(PastRun run)
    {
        DateTimeOffset seen = _seen[run];
        foreach ((string channel, SetupRoute? route) in RouteReader.Read(_trial.SetupAt(seen), run))
        {
            (DateTimeOffset due, Waiting waits) = DueAt(run, channel, route, seen);
            yield return new Duty(run, channel, route, seen, due, waits)
            {
                IsGone = _trial.Happenings.OfType<Restarts>().Any(restart => restart.At > seen && restart.With?.Has(channel) == false),
            };
        }
    }

    // Silences come first; what they keep is told when they end. Only then a hold, at whose end it may be silent.
    private (DateTimeOffset At, Waiting For) DueAt(PastRun run, string channel, SetupRoute? route, DateTimeOffset seen)
    {
        if (Silences.EndIfSilent(run, channel, seen) is { } end)
        {
            return (end, Waiting.ForTheEndOfSilence);
        }

        if (route is not { Hold.Ticks: > 0 } || !_holdable.Contains(run))
        {
            return (seen, Waiting.ForNothing);
        }

        DateTimeOffset held = seen + route.Hold;
        return Silences.EndIfSilent(run, channel, held) is { } later ? (later, Waiting.ForTheEndOfSilence) : (held, Waiting.ForARerun);
    }

    // The polls of one workflow, one after the other.
    private IEnumerable<Incident> Follow(IEnumerable<PastRun> runs)
    {
        DateTimeOffset worked = DateTimeOffset.MinValue;
        List<PastRun> open = [];
        foreach (IGrouping<DateTimeOffset, PastRun> poll in runs.GroupBy(run => _seen[run]).OrderBy(poll => poll.Key))
        {
            PastRun[] failed = [.. poll.Where(run => run.How == RunEnding.Failed).OrderBy(run => run.EndedAt)];
            PastRun[] succeeded = [.. poll.Where(run => run.How == RunEnding.Succeeded && run.EndedAt > worked)
                .OrderBy(run => run.EndedAt)];
            PastRun[] all = [.. open.Concat(failed.Where(run => run.EndedAt > worked)).OrderBy(run => run.EndedAt)];
            worked = succeeded.Select(run => run.EndedAt).Append(worked).Max();
            open = [.. all.Where(run => run.EndedAt > worked)];
            PastRun[] ended = [.. all.Where(run => run.EndedAt <= worked)];

            // A rerun may still help the first of those that are open after the poll; of one that was healed by then nobody has to hear in
            // a hurry either.
            _holdable.UnionWith(failed.Where(run => run.EndedAt <= worked || run == open[0]));
            if (ended.Length > 0)
            {
                yield return new Incident(ended, [.. succeeded.Where(run => run.EndedAt >= ended[^1].EndedAt)], poll.Key,
                    [.. open.Where(failed.Contains)]);
            }
        }
    }
}
