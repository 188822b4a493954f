using WorkflowAlerts.Telling;
using CsCheck;
using WorkflowAlerts.Expecting;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Tests.Expecting;

public sealed class GoingTests
{
    // A Friday.
    private static readonly DateTimeOffset Six = new(2026, 6, 19, 6, 0, 0, TimeSpan.Zero);
    private static readonly WorkflowKey Workflow = new("socktown", "courier.group/run", "Nightly couriers");

    [Fact]
    public void A_run_that_ends_within_its_usual_time_and_the_margin_is_never_told() => Gen.Select(Gen.Int[1, 10_000], Gen.Int[60, 20_000], Gen.Int[0, 40_000]).Sample((usual, margin, looked) =>
    {
        bool told = At(Six.AddSeconds(looked), Habit() with { Usual = TimeSpan.FromSeconds(usual) }, TimeSpan.FromSeconds(margin), Begun(Six)).Count > 0;

        return told == (looked > usual + margin);
    });

    [Fact]
    public void A_late_run_says_what_is_usual()
    {
        LateRun alert = Assert.Single(At(Six.AddHours(2), Habit(), TimeSpan.FromMinutes(30), Begun(Six)));

        Assert.Equal((Outcome.Overdue, Six, TimeSpan.FromMinutes(20), 14), (alert.Outcome, alert.StartedAt, alert.Expectation.Usual, alert.Expectation.Runs));
        Assert.Null(alert.Expectation.Start);
    }

    [Theory]
    [InlineData("Running with failures")]
    [InlineData("running_with_failures")]
    public void A_run_that_fails_while_it_goes_on_is_told_at_once(string state) =>
        Assert.Equal(Outcome.Failing, Assert.Single(At(Six.AddMinutes(1), Habit(), TimeSpan.FromHours(1), Begun(Six) with { State = state })).Outcome);

    [Theory]
    [InlineData("failed")]
    [InlineData("succeeded")]
    [InlineData("stopped")]
    public void A_run_that_has_ended_is_not_late(string state) => Assert.Empty(At(Six.AddHours(9), Habit(), TimeSpan.FromMinutes(1), Begun(Six) with { State = state, EndedAt = Six.AddHours(8) }));

    [Theory]
    [InlineData(0, 29, false)]
    [InlineData(0, 30, true)]
    [InlineData(0, 359, true)]
    [InlineData(0, 360, false)]
    [InlineData(24 * 60, 45, true)]
    [InlineData(2 * 24 * 60, 45, false)]
    public void A_start_is_missed_from_the_margin_on_until_it_is_old_news(int day, int minutes, bool missed)
    {
        Habit habit = Habit() with { Starts = [At(DayOfWeek.Friday, 6), At(DayOfWeek.Saturday, 6)] };

        IReadOnlyList<LateRun> alerts = At(Six.AddMinutes(day + minutes), habit, TimeSpan.FromMinutes(30));

        Assert.Equal(missed ? [Six.AddMinutes(day)] : [], alerts.Select(alert => alert.Expectation.Start!.Value));
    }

    [Theory]
    [InlineData(-16, true)]
    [InlineData(-15, false)]
    [InlineData(29, false)]
    public void A_start_counts_from_a_quarter_of_an_hour_before(int started, bool missed)
    {
        Habit habit = Habit() with { Starts = [At(DayOfWeek.Friday, 6)] };

        Assert.Equal(missed, At(Six.AddMinutes(31), habit, TimeSpan.FromMinutes(30), Begun(Six.AddMinutes(started))).Any(alert => alert.Expectation.Start is not null));
    }

    [Fact]
    public void One_silence_is_one_alert_however_often_it_is_looked_at()
    {
        Habit hourly = Habit() with { Usual = null, Starts = [.. Enumerable.Range(0, 168).Select(hour => hour * 60)], LastStart = Six };

        MessageKey[] told = [.. Enumerable.Range(61, 600).SelectMany(minute => At(Six.AddMinutes(minute), hourly, TimeSpan.FromMinutes(30))).Select(alert => alert.Key).Distinct()];
        MessageKey[] again = [.. At(Six.AddHours(20), hourly with { LastStart = Six.AddHours(12) }, TimeSpan.FromMinutes(30)).Select(alert => alert.Key)];

        Assert.Single(told);
        Assert.NotEqual(told[0], Assert.Single(again));
    }

    [Fact]
    public void A_time_that_the_clock_skips_is_expected_at_the_end_of_the_gap()
    {
        // Clocks in Berlin go forward from 02:00 to 03:00 on 2026-03-29, a Sunday.
        Habit habit = Habit() with { Starts = [(2 * 60) + 30], LastStart = new(2026, 3, 22, 1, 30, 0, TimeSpan.Zero) };
        DateTimeOffset gap = new(2026, 3, 29, 1, 0, 0, TimeSpan.Zero);

        Assert.Empty(At(gap.AddMinutes(29), habit, TimeSpan.FromMinutes(30), "Europe/Berlin"));
        Assert.Equal(gap, Assert.Single(At(gap.AddMinutes(30), habit, TimeSpan.FromMinutes(30), "Europe/Berlin")).Expectation.Start);
    }

    private static int At(DayOfWeek day, int hour) => ((int)day * 24 * 60) + (hour * 60);

    private static Habit Habit() => new() { Workflow = Workflow, Runs = 14, Usual = TimeSpan.FromMinutes(20), LastStart = Six.AddDays(-1) };

    private static WorkflowRun Begun(DateTimeOffset at) => new() { Id = "wf-1", Tenant = "socktown", Type = Workflow.Type, Name = Workflow.Name, State = "In progress", CreatedAt = at };

    private static IReadOnlyList<LateRun> At(DateTimeOffset now, Habit habit, TimeSpan margin, params WorkflowRun[] runs) => At(now, habit, margin, "UTC", runs);

    private static IReadOnlyList<LateRun> At(DateTimeOffset now, Habit habit, TimeSpan margin, string zone, params WorkflowRun[] runs)
    {
        Going going = new("socktown", new TenantHabits(now, zone, [habit]), new LateOptions { Margin = margin, Zone = zone }, now);
        Array.ForEach(runs, going.Add);
        return going.Late();
    }
}
