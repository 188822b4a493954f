using WorkflowAlerts.Telling;
using CsCheck;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Weekly;

namespace WorkflowAlerts.Tests.Weekly;

public sealed class WeekFiguresTests
{
    private static readonly DateTimeOffset Six = new(2026, 6, 19, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_order_of_the_runs_does_not_matter() => Gen.Select(Gen.Int[0, 3].Array[1, 60], Gen.Int).Sample((kinds, seed) =>
    {
        WorkflowRun[] runs = [.. kinds.Select((kind, i) => Run($"{i % 4}", kind switch { 0 => "failed", 1 => "canceled", _ => "succeeded" }, i))];
        WeekFigures once = Figures(runs);
        new Random(seed).Shuffle(runs);
        WeekFigures again = Figures(runs);

        return (once.Runs, once.Failed, once.Canceled, once.SuccessRate, once.TimeToRecover()) == (again.Runs, again.Failed, again.Canceled, again.SuccessRate, again.TimeToRecover())
            && once.Worst.Select(worst => worst.Failures).SequenceEqual(again.Worst.Select(worst => worst.Failures))
            && once.Runs == kinds.Length;
    });

    [Fact]
    public void Time_to_recover_is_the_median_from_the_first_failure_of_a_streak_to_the_success_after_it()
    {
        WeekFigures figures = Figures(
            Run("a", "failed", 0), Run("a", "failed", 10), Run("a", "succeeded", 30),
            Run("b", "failed", 0), Run("b", "succeeded", 5),
            Run("c", "failed", 0), Run("c", "succeeded", 90), Run("c", "failed", 100));

        Assert.Equal(TimeSpan.FromMinutes(30), figures.TimeToRecover());
        Assert.Equal([2, 2, 1], figures.Worst.Select(worst => worst.Failures));
    }

    [Fact]
    public void A_week_in_which_nothing_ran_has_no_rate()
    {
        Assert.Null(new WeekFigures().SuccessRate);
        Assert.Null(Figures(Run("a", "canceled", 0)).SuccessRate);
    }

    [Fact]
    public void The_rate_is_never_rounded_up_to_all_good() =>
        Assert.Equal(999, Figures([Run("a", "failed", 0), .. Enumerable.Range(1, 9999).Select(i => Run("a", "succeeded", i))]).SuccessRate);

    private static WorkflowRun Run(string name, string state, int minute) => new() { Id = $"wf-{name}-{minute}", Tenant = "socktown", Type = "t", Name = name, State = state, EndedAt = Six.AddMinutes(minute) };

    private static WeekFigures Figures(params WorkflowRun[] runs)
    {
        WeekFigures figures = new();
        Array.ForEach(runs, run => figures.Add(run, FailedRun.From(run)));
        return figures;
    }
}
