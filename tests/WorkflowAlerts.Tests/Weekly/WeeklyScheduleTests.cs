using WorkflowAlerts.Telling;
using WorkflowAlerts.Weekly;

namespace WorkflowAlerts.Tests.Weekly;

public sealed class WeeklyScheduleTests
{
    [Theory]
    [InlineData("2026-06-22T05:59:59Z", "2026-06-15T06:00:00Z")]
    [InlineData("2026-06-22T06:00:00Z", "2026-06-22T06:00:00Z")]
    [InlineData("2026-06-28T23:00:00Z", "2026-06-22T06:00:00Z")]
    [InlineData("2026-10-26T06:59:00Z", "2026-10-19T06:00:00Z")]
    [InlineData("2026-10-26T07:00:00Z", "2026-10-26T07:00:00Z")]
    public void It_is_due_at_the_time_on_the_wall_summer_and_winter(string now, string due) =>
        Assert.Equal(DateTimeOffset.Parse(due, null), WeeklySchedule.LastDue(new WeeklyOptions { Zone = "Europe/Berlin" }, DateTimeOffset.Parse(now, null)));

    [Fact]
    public void A_time_that_the_clock_skips_is_due_at_the_end_of_the_gap() => Assert.Equal(
        new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero),
        WeeklySchedule.LastDue(new WeeklyOptions { Day = "sun", Time = "02:30", Zone = "Europe/Berlin" }, new DateTimeOffset(2026, 3, 29, 12, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void A_destination_can_do_without() => Assert.Null(WeeklySchedule.LastDue(new WeeklyOptions { Enabled = false }, new DateTimeOffset(2026, 6, 22, 12, 0, 0, TimeSpan.Zero)));
}
