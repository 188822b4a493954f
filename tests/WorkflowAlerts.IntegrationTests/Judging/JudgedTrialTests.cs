using WorkflowAlerts.Telling;
using WorkflowAlerts.IntegrationTests.Judging.Generating;

namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>What the judge itself relies on.</summary>
public sealed class JudgedTrialTests
{
    [Fact]
    public async Task Ticks_that_are_left_out_change_nothing()
    {
        foreach (Trial trial in Enumerable.Range(0, 12).Select(number => Trials.Of(7, (uint)number)))
        {
            Evidence some = await TrialRun.Of(trial);
            Evidence all = await TrialRun.Of(trial, everyTick: true);

            Assert.Equal(Lines(all), Lines(some));
            Assert.Equal(Notes(all), Notes(some));
        }
    }

    [Fact]
    public void A_number_always_makes_the_same_trial() => Assert.Equal(
        Story.Of(new Verdict(Trials.Of(3, 14), null, [])), Story.Of(new Verdict(Trials.Of(3, 14), null, [])));

    [Theory]
    [InlineData("UTC", "22:00", "05:00", "2026-06-19T04:59:59Z", "2026-06-19T05:00:00Z")]
    [InlineData("UTC", "22:00", "05:00", "2026-06-19T05:00:00Z", null)]
    [InlineData("UTC", "22:00", "05:00", "2026-06-19T21:59:59Z", null)]
    [InlineData("Europe/Berlin", "22:00", "05:00", "2026-06-19T01:00:00Z", "2026-06-19T03:00:00Z")]
    [InlineData("Europe/Berlin", "00:00", "02:30", "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("Europe/Berlin", "02:30", "05:00", "2026-03-29T00:59:59Z", null)]
    [InlineData("Europe/Berlin", "02:30", "05:00", "2026-03-29T01:00:00Z", "2026-03-29T03:00:00Z")]
    [InlineData("Europe/Berlin", "22:00", "02:30", "2026-10-25T00:45:00Z", "2026-10-25T01:30:00Z")]
    [InlineData("Europe/Berlin", "02:30", "05:00", "2026-10-25T00:30:00Z", "2026-10-25T04:00:00Z")]
    [InlineData("Australia/Lord_Howe", "22:00", "02:15", "2026-10-03T15:20:00Z", "2026-10-03T15:30:00Z")]
    public void Quiet_windows_are_read_by_the_clock_on_the_wall(string zone, string from, string to, string at, string? end) =>
        Assert.Equal(end is null ? null : Time(end), Calendar.EndIfOn(new SetupQuiet(from, to) { Zone = zone }, Time(at)));

    [Theory]
    [InlineData("courier.*", "Courier.group/run", true)]
    [InlineData("*orchestration*", "amperity.orchestration/run", true)]
    [InlineData("?eeds", "Feeds", true)]
    [InlineData("?eeds", "eeds", false)]
    [InlineData("Job", "Job 1", false)]
    public void Patterns_are_read_as_they_are_promised(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Wildcards.Match(pattern, text));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string[] Lines(Evidence evidence) =>
        [.. evidence.Posts.Select(post => $"{Said.At(post.At)} {post.Channel} {post.Card.Headline} {post.Answer}")];

    private static string[] Notes(Evidence evidence) =>
        [.. evidence.Ledger.SelectMany(line =>
            line.Notes.Select(note => $"{line.RunId} {Said.At(line.EndedAt)} {note.Key} {note.Value.State} {Said.At(note.Value.At)}"))
                .Order()];
}
