using WorkflowAlerts.Telling;
using CsCheck;
using WorkflowAlerts.Expecting;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Tests.Expecting;

public sealed class LearningTests
{
    // A Friday.
    private static readonly DateTimeOffset Now = new(2026, 6, 19, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_usual_time_is_what_95_of_100_good_runs_took_at_most() => Gen.Int[1, 5000].Array[5, 200].Sample(seconds =>
    {
        Habit habit = Assert.Single(Learned(TimeZoneInfo.Utc, [.. seconds.Select((took, i) => Run(Now.AddDays(-3).AddMinutes(i * 17 % 997), took))]));

        int within = seconds.Count(took => took <= habit.Usual!.Value.TotalSeconds);
        return habit.Runs == seconds.Length && within >= 0.95 * seconds.Length && seconds.Count(took => took < habit.Usual!.Value.TotalSeconds) < 0.95 * seconds.Length;
    });

    [Fact]
    public void Four_good_runs_are_too_few_and_failed_ones_do_not_count() => Assert.Empty(Learned(
        TimeZoneInfo.Utc,
        [.. Enumerable.Range(1, 4).Select(i => Run(Now.AddHours(-i * 5), 60)), .. Enumerable.Range(1, 9).Select(i => Run(Now.AddMinutes(-i * 777), 60) with { State = "failed" })]));

    [Theory]
    [InlineData("daily", 7)]
    [InlineData("weekdays", 5)]
    [InlineData("hourly", 168)]
    [InlineData("weekly", 0)]
    [InlineData("now and then", 0)]
    [InlineData("new this week", 0)]
    [InlineData("no longer", 0)]
    public void A_schedule_is_what_happened_at_the_same_times_of_both_weeks(string kind, int starts)
    {
        Random random = new(3);
        IEnumerable<DateTimeOffset> created = kind switch
        {
            "daily" => Days(14).Select(day => day.AddHours(6).AddSeconds(random.Next(600))),
            "weekdays" => Days(14).Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Select(day => day.AddHours(6)),
            "hourly" => Days(14).SelectMany(day => Enumerable.Range(0, 24).Select(hour => day.AddHours(hour).AddSeconds(random.Next(300)))),
            "weekly" => Days(14).Where(day => day.DayOfWeek == DayOfWeek.Monday).Select(day => day.AddHours(6)),
            "now and then" => Days(14).Select(day => day.AddMinutes(random.Next(1440))),
            "new this week" => Days(7).Select(day => day.AddHours(6)),
            _ => Days(14).Take(7).Select(day => day.AddHours(6)),
        };

        Assert.Equal(starts, Learned(TimeZoneInfo.Utc, [.. created.Select(at => Run(at, 60))]).SingleOrDefault()?.Starts.Count ?? 0);
    }

    [Fact]
    public void A_schedule_keeps_to_the_clock_on_the_wall_when_that_is_set_back()
    {
        // Clocks in Berlin went back on 2026-10-25: six in the morning was 04:00 UTC before and is 05:00 UTC since.
        TimeZoneInfo berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        DateTimeOffset now = new(2026, 10, 30, 12, 0, 0, TimeSpan.Zero);
        WorkflowRun[] runs = [.. Enumerable.Range(1, 14).Select(day => now.Date.AddDays(-day)).Select(day => Run(new DateTimeOffset(day.AddHours(6), berlin.GetUtcOffset(day.AddHours(6))), 60))];

        Assert.Equal(7, Learned(berlin, runs, now).Single().Starts.Count);
        Assert.True(Learned(TimeZoneInfo.Utc, runs, now).Single().Starts.Count < 7);
    }

    internal static WorkflowRun Run(DateTimeOffset created, int seconds) => new()
    {
        Id = $"wf-{created.Ticks}", Tenant = "socktown", Type = "courier.group/run", Name = "Nightly couriers", State = "succeeded", CreatedAt = created, EndedAt = created.AddSeconds(seconds),
    };

    internal static IReadOnlyList<Habit> Learned(TimeZoneInfo zone, WorkflowRun[] runs, DateTimeOffset? now = null)
    {
        Learning learning = new(zone, now ?? Now);
        Array.ForEach(runs, learning.Add);
        return learning.Learned();
    }

    private static IEnumerable<DateTimeOffset> Days(int count) => Enumerable.Range(0, count).Select(day => new DateTimeOffset(Now.Date, TimeSpan.Zero).AddDays(day - count));
}
