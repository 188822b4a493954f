namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>
/// Knows at which ticks something can happen: after a run, a happening, a message, and where a silence may end. At all others a poll finds
/// nothing.
/// </summary>
internal sealed class Ticks(Trial trial, bool every)
{
    private static readonly TimeSpan s_after = TimeSpan.FromMinutes(5);

    private readonly DateTimeOffset[] _turns =
    [
        .. trial.Runs.Select(run => run.VisibleAt)
            .Concat(trial.Happenings.Select(happening => happening.At))
            .Concat(trial.Happenings.OfType<MuteBegins>().Select(mute => mute.Until))
            .Concat(trial.Happenings.OfType<Restarts>().Select(restart => restart.With).Append(trial.Setup).OfType<Setup>()
                .SelectMany(setup => setup.Routes).SelectMany(route => route.Quiet)
                    .SelectMany(window => Calendar.EndsOf(window, trial.Start, trial.End)))
            .Concat(trial.Runs.SelectMany(run => Holds(trial).Select(hold => run.VisibleAt + hold)))
            .Append(trial.Start).Order(),
    ];

    private DateTimeOffset _until = trial.Start;
    private int _next;

    private static IEnumerable<TimeSpan> Holds(Trial trial) => trial.Happenings.OfType<Restarts>().Select(restart => restart.With).Append(trial.Setup).OfType<Setup>()
        .SelectMany(setup => setup.Routes).Select(route => route.Hold).Where(hold => hold > TimeSpan.Zero).Distinct();

    /// <summary>Whether the timer has to tick now.</summary>
    /// <param name="tick">The time.</param>
    /// <param name="busy">Whether anything happened since the last tick.</param>
    public bool Matters(DateTimeOffset tick, bool busy)
    {
        bool turned = false;
        for (; _next < _turns.Length && _turns[_next] <= tick; _next++)
        {
            turned = true;
        }

        _until = turned || busy ? tick + s_after : _until;
        return every || tick <= _until || tick == trial.End;
    }
}
