using WorkflowAlerts.Cli.Operating;

namespace WorkflowAlerts.Tests.Operating;

public sealed class TimeArgumentTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 19, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2h", "2026-06-19T10:00:00Z")]
    [InlineData("90m", "2026-06-19T10:30:00Z")]
    [InlineData("3d", "2026-06-16T12:00:00Z")]
    [InlineData("2026-06-19", "2026-06-19T00:00:00Z")]
    [InlineData("2026-06-19T06:10", "2026-06-19T06:10:00Z")]
    [InlineData("2026-06-19T06:10:04.5Z", "2026-06-19T06:10:04.5Z")]
    [InlineData("2026-06-19T06:10+02:00", "2026-06-19T04:10:00Z")]
    [InlineData("2026-06-19 06:10:04Z", "2026-06-19T06:10:04Z")]
    public void Times_are_read_as_people_type_them(string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), TimeArgument.Read(text, Now));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2")]
    [InlineData("-2h")]
    [InlineData("2 h")]
    [InlineData("99999999d")]
    [InlineData("999999d")]
    [InlineData("2026-06-20")]
    [InlineData("2026-13-01")]
    [InlineData("19/06/2026")]
    public void What_is_no_time_in_the_past_is_refused(string text) => Assert.Null(TimeArgument.Read(text, Now));
}
