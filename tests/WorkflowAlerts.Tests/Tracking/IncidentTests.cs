using WorkflowAlerts.Telling;
using CsCheck;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Tests.Tracking;

public sealed class IncidentTests
{
    private static readonly DateTimeOffset Six = new(2026, 6, 19, 6, 0, 0, TimeSpan.Zero);
    private static readonly WorkflowKey Workflow = new("socktown", "courier.group/run", "Nightly couriers");

    private static readonly Gen<(bool Failed, int Minute)[]> Runs = Gen.Select(Gen.Bool, Gen.Int[0, 300]).Array[0, 250];

    [Fact]
    public void Any_order_and_repetition_of_a_set_of_runs_leaves_the_same_incident() =>
        Gen.Select(Runs, Gen.Int[0, int.MaxValue]).Sample((runs, seed) =>
        {
            Incident once = Apply(runs);

            (bool, int)[] again = [.. runs, .. runs.Where((_, i) => i % 3 == 0)];
            new Random(seed).Shuffle(again);

            return Same(once, Apply(again));
        });

    [Fact]
    public void Two_instances_that_saw_parts_of_the_runs_know_together_what_one_would() =>
        Runs.Sample(runs =>
        {
            Incident one = Apply([.. runs.Where((_, i) => i % 2 == 0)]);
            Incident other = Apply([.. runs.Where((_, i) => i % 3 != 0)]);
            Incident both = Apply([.. runs.Where((_, i) => i % 2 == 0 || i % 3 != 0)]);

            return Same(both, one.And(other)) && Same(both, other.And(one));
        });

    [Fact]
    public void It_holds_the_last_success_and_the_newest_failures_after_it() =>
        Runs.Sample(runs =>
        {
            Incident incident = Apply(runs);

            int? success = runs.Where(run => !run.Failed).Select(run => (int?)run.Minute).Max();
            int[] failures = [.. runs.Where(run => run.Failed && !(run.Minute <= success)).Select(run => run.Minute).Distinct().Order().TakeLast(Incident.MostFailures)];
            return incident.LastSuccess == (success is { } minute ? Six.AddMinutes(minute) : null)
                && incident.Failures.Select(failure => (int)(failure.EndedAt - Six).TotalMinutes).SequenceEqual(failures);
        });

    [Fact]
    public void A_streak_counts_up_to_the_run_that_is_told()
    {
        Incident incident = Apply([(false, 1), (true, 10), (true, 20), (true, 30)]);

        Streak second = incident.Until(Six.AddMinutes(20), "wf-20");

        Assert.Equal((2, Six.AddMinutes(10), Six.AddMinutes(1)), (second.Count, second.Since, second.LastSuccess));
        Assert.Equal([new EarlierRun("wf-10", Six.AddMinutes(10))], second.Earlier);
    }

    [Fact]
    public void A_failure_that_became_visible_after_a_later_success_belongs_to_no_streak()
    {
        Incident incident = Apply([(false, 30), (true, 10)]);

        Assert.False(incident.IsOpen);
        Assert.Equal((0, Six.AddMinutes(30)), (incident.Until(Six.AddMinutes(10), "wf-10").Count, incident.LastSuccess));
    }

    private static Incident Apply(IEnumerable<(bool Failed, int Minute)> runs) => runs.Aggregate(new Incident(Workflow), (incident, run) => run.Failed
        ? incident.Failed(new Failure(Six.AddMinutes(run.Minute), $"wf-{run.Minute}", ["data-team"]))
        : incident.Succeeded(Six.AddMinutes(run.Minute)));

    private static bool Same(Incident a, Incident b) => a.LastSuccess == b.LastSuccess && a.Failures.SequenceEqual(b.Failures, EqualityComparer<Failure>.Create((x, y) => x!.CompareTo(y) == 0));
}
