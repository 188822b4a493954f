using WorkflowAlerts.Telling;
using System.Globalization;
using CsCheck;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Tests.Runs;

namespace WorkflowAlerts.Tests.Quieting;

public sealed class QuietHoursTests
{
    private static readonly string[] Zones =
        ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Kathmandu", "Africa/Casablanca", "Europe/Dublin", "Asia/Beirut"];

    private static readonly string[] Changes =
        ["2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01", "2026-02-15", "2026-03-22", "2026-09-06"];

    [Theory]

    // An ordinary night, from Thursday to Friday.
    [InlineData("mon-fri 22:00 06:00 Europe/Berlin", "2026-06-18T19:59Z", null)]
    [InlineData("mon-fri 22:00 06:00 Europe/Berlin", "2026-06-18T20:00Z", "2026-06-19T04:00Z")]
    [InlineData("mon-fri 22:00 06:00 Europe/Berlin", "2026-06-19T03:59Z", "2026-06-19T04:00Z")]
    [InlineData("mon-fri 22:00 06:00 Europe/Berlin", "2026-06-19T04:00Z", null)]

    // The day is the one on which it begins: Friday's night lasts into Saturday, Sunday has none.
    [InlineData("mon-fri 22:00 06:00 UTC", "2026-06-20T05:00Z", "2026-06-20T06:00Z")]
    [InlineData("mon-fri 22:00 06:00 UTC", "2026-06-21T23:00Z", null)]

    // Windows that touch are one.
    [InlineData("sat,sun 00:00 24:00 UTC", "2026-06-20T05:00Z", "2026-06-22T00:00Z")]
    [InlineData("sat,sun 00:00 24:00 UTC; fri 22:00 24:00 UTC; mon 00:00 07:30 UTC", "2026-06-19T22:00Z", "2026-06-22T07:30Z")]
    [InlineData("fri-sun 22:00 21:59 UTC", "2026-06-19T22:00Z", "2026-06-20T21:59Z")]

    // Zones of their own: New York's night and Berlin's morning meet.
    [InlineData("mon 20:00 23:00 America/New_York; tue 04:00 08:00 Europe/Berlin", "2026-06-23T01:00Z", "2026-06-23T06:00Z")]

    // Never longer than a week, even where it never ends.
    [InlineData("mon-sun 00:00 24:00 UTC", "2026-06-20T05:00Z", "2026-06-27T05:00Z")]

    // Spring: 02:00 to 03:00 is skipped in Berlin on March 29, in New York on March 8, half an hour at Lord Howe on October 4.
    [InlineData("sun 02:30 06:00 Europe/Berlin", "2026-03-29T00:59Z", null)]
    [InlineData("sun 02:30 06:00 Europe/Berlin", "2026-03-29T01:00Z", "2026-03-29T04:00Z")]
    [InlineData("sat 22:00 02:30 Europe/Berlin", "2026-03-28T23:00Z", "2026-03-29T01:00Z")]
    [InlineData("sun 02:10 02:50 Europe/Berlin", "2026-03-29T01:00Z", null)]
    [InlineData("sat 22:00 06:00 America/New_York", "2026-03-08T05:00Z", "2026-03-08T10:00Z")]
    [InlineData("sun 02:15 06:00 Australia/Lord_Howe", "2026-10-03T15:29Z", null)]
    [InlineData("sun 02:15 06:00 Australia/Lord_Howe", "2026-10-03T15:30Z", "2026-10-03T19:00Z")]

    // Autumn: 02:00 to 03:00 comes twice in Berlin on October 25, 01:00 to 02:00 in New York on November 1, 01:30 to 02:00 at Lord Howe on April 5.
    [InlineData("sat 22:00 02:30 Europe/Berlin", "2026-10-24T22:00Z", "2026-10-25T01:30Z")]
    [InlineData("sat 22:00 02:00 Europe/Berlin", "2026-10-24T22:00Z", "2026-10-25T01:00Z")]
    [InlineData("sun 02:30 06:00 Europe/Berlin", "2026-10-25T00:30Z", "2026-10-25T05:00Z")]
    [InlineData("sat 22:00 01:30 America/New_York", "2026-11-01T05:45Z", "2026-11-01T06:30Z")]
    [InlineData("sat 22:00 01:45 Australia/Lord_Howe", "2026-04-04T14:50Z", "2026-04-04T15:15Z")]
    public void The_end_is_when_it_is_really_over(string windows, string now, string? end) =>
        Assert.Equal(end is null ? null : At(end), Hours(windows).EndIfQuiet(At(now)));

    [Fact]
    public void A_window_does_not_count_for_what_it_excepts()
    {
        QuietOptions night = Window("mon-sun 22:00 06:00 UTC");
        night.Except = [new ExceptOptions { Attribution = Attribution.Customer, Name = "daily *" }, new ExceptOptions { Outcome = Outcome.Canceled }];
        QuietHours hours = new([night, Window("sat 05:00 07:00 UTC")]);
        DateTimeOffset now = At("2026-06-20T04:00Z");
        FailedRun excepted = ARun.FailedRun(ARun.Error());

        Assert.Equal(At("2026-06-20T07:00Z"), hours.EndIfQuiet(now));
        Assert.Equal(At("2026-06-20T07:00Z"), hours.EndIfQuiet(now, ARun.FailedRun(ARun.Error(Attribution.Platform)).Concern));
        Assert.Equal(At("2026-06-20T07:00Z"), hours.EndIfQuiet(now, (excepted with { WorkflowName = "Weekly" }).Concern));
        Assert.Null(hours.EndIfQuiet(now, excepted.Concern));
        Assert.Null(hours.EndIfQuiet(now, (excepted with { WorkflowName = "Weekly", Outcome = Outcome.Canceled }).Concern));
        Assert.Equal(At("2026-06-20T07:00Z"), hours.EndIfQuiet(At("2026-06-20T05:30Z"), excepted.Concern));
    }

    [Fact]
    public void Where_winter_is_the_exception_a_repeated_hour_counts_twice_as_well()
    {
        QuietHours hours = Hours("fri,sat 02:30 01:45 Europe/Dublin");

        Assert.Equal(At("2026-10-25T01:45Z"), hours.EndIfQuiet(At("2026-10-24T17:23Z")));
    }

    [Fact]
    public void Without_windows_it_is_never_quiet() => Assert.Null(new QuietHours([]).EndIfQuiet(At("2026-06-20T04:00Z")));

    [Fact]
    public void Any_windows_agree_with_a_look_at_the_clock_every_minute()
    {
        Gen<QuietOptions> window = Gen.Select(Gen.Int[0, 6], Gen.Int[0, 2], Gen.Int[0, 95], Gen.Int[1, 96], Gen.OneOf(Zones), (first, more, from, to, zone) => new QuietOptions
        {
            Days = [$"{(DayOfWeek)first}-{(DayOfWeek)((first + more) % 7)}"], From = Quarter(from), To = Quarter(from == to ? to - 1 : to), Zone = zone,
        }).Where(options => options.From != options.To);

        // Around the changes of clocks, where they are in these zones, and anywhere.
        Gen<DateTimeOffset> now = Gen.OneOf(
            Gen.Select(Gen.OneOf(Changes), Gen.Int[-1500, 1500], (day, minute) => At(day + "T03:00Z").AddMinutes(minute)),
            Gen.Int[0, 365 * 24 * 60].Select(minute => At("2026-01-01T00:00Z").AddMinutes(minute)));

        Gen.Select(window.Array[1, 3], now).Sample(
            (windows, at) => Assert.Equal(Reference(windows, at), new QuietHours(windows).EndIfQuiet(at)),
            iter: 1_000,
            print: sample => $"{string.Join("; ", sample.Item1.Select(w => $"{w.Days[0]} {w.From} {w.To} {w.Zone}"))} at {sample.Item2:u}");
    }

    // Knows nothing of gaps and repeats: it looks at every minute of the ten days around.
    private static DateTimeOffset? Reference(QuietOptions[] windows, DateTimeOffset now)
    {
        DateTimeOffset start = now - TimeSpan.FromDays(3);
        const int minutes = 13 * 24 * 60;
        bool[] quiet = new bool[minutes];
        foreach (QuietOptions window in windows)
        {
            TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(window.Zone);
            DateTime[] clock = [.. Enumerable.Range(0, minutes).Select(minute => TimeZoneInfo.ConvertTime(start.AddMinutes(minute), zone).DateTime)];
            TimeSpan from = Parse(window.From);
            TimeSpan to = Parse(window.To);
            string[] days = window.Days[0].Split('-');
            for (DateTime day = clock[0].Date.AddDays(1); day < clock[^1].Date.AddDays(-1); day = day.AddDays(1))
            {
                int offset = (day.DayOfWeek - Enum.Parse<DayOfWeek>(days[0]) + 7) % 7;
                if (offset > (Enum.Parse<DayOfWeek>(days[1]) - Enum.Parse<DayOfWeek>(days[0]) + 7) % 7)
                {
                    continue;
                }

                DateTime ends = day + to + (to < from ? TimeSpan.FromDays(1) : TimeSpan.Zero);
                int begin = Array.FindIndex(clock, shown => shown >= day + from);
                int end = Array.LastIndexOf(clock, ends) is var last and >= 0 ? last : Array.FindIndex(clock, shown => shown >= ends);
                for (int minute = begin; minute < end; minute++)
                {
                    quiet[minute] = true;
                }
            }
        }

        int here = 3 * 24 * 60;
        int over = here;
        while (over < here + (7 * 24 * 60) && quiet[over])
        {
            over++;
        }

        return over == here ? null : start.AddMinutes(over);
    }

    private static string Quarter(int quarter) => $"{quarter / 4:00}:{quarter % 4 * 15:00}";

    private static TimeSpan Parse(string time) => new(int.Parse(time[..2], CultureInfo.InvariantCulture), int.Parse(time[3..], CultureInfo.InvariantCulture), 0);

    private static QuietHours Hours(string windows) => new(windows.Split("; ").Select(Window));

    private static QuietOptions Window(string window) =>
        window.Split(' ') is [var days, var from, var to, var zone] ? new() { Days = [.. days.Split(',')], From = from, To = to, Zone = zone } : throw new ArgumentException(window);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}
