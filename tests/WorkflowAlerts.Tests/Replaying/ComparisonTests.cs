using WorkflowAlerts.Telling;
using Microsoft.Extensions.Configuration;
using Spectre.Console;
using WorkflowAlerts.Cli.Replaying;
using WorkflowAlerts.Cli.Replaying.Summarising;
using WorkflowAlerts.Runs;
using static WorkflowAlerts.Tests.Replaying.Replayed;

namespace WorkflowAlerts.Tests.Replaying;

public sealed class ComparisonTests
{
    private static readonly PastRuns Week = History(
        TimeSpan.FromDays(2),
        [
            .. Enumerable.Range(0, 14).Select(hour => Run("Nightly couriers", "failed", Start.AddHours(hour), Attribution.Customer)),
            Run("Orders", "failed", Start.AddHours(3), Attribution.Platform, "stitch.run"),
            Run("Quiet one", "failed", Start.AddHours(4), Attribution.Platform, "stitch.run"),
            Run("Loud one", "failed", Start.AddHours(5), Attribution.None, "stitch.run"),
        ]);

    [Fact]
    public async Task The_same_configuration_is_the_same()
    {
        ComparisonReport same = await Compare(Settings(), Settings());

        Assert.True(same.Same);
        Assert.Equal("2026-06-19 06:00:00Z to 2026-06-21 06:00:00Z, 17 runs. Nothing was sent. Before: old. After: new.\nThe same: with both, every destination gets the same messages at the same times.\n", Text(same));
    }

    [Fact]
    public async Task What_moves_is_told_by_workflow_the_most_alerts_first()
    {
        ComparisonReport moved = await Compare(
            Settings(),
            Settings(
                ("Routes:1:To:0", "data-team"), ("Routes:2:To:0", "platform-oncall"), ("Routes:0:ManualStop", null), ("Routes:0:Name", "Quiet*"), ("DefaultTo:1", "platform-oncall")));

        Assert.Equal((17, 0, 1, false), (moved.Moved, moved.NewlyTold, moved.NoLongerTold, moved.Same));
        Assert.Contains(
            """
            16 alerts go to somebody else than before and 1 alert is told to nobody any more.
            14 alerts, from data-team to platform-oncall:
              courier.group/run "Nightly couriers" (socktown), 14 alerts
            1 alert, also to platform-oncall; data-team as before:
              stitch.run "Loud one" (socktown), 1 alert
            1 alert, from platform-oncall to data-team:
              stitch.run "Orders" (socktown), 1 alert
            1 alert, told to nobody any more, before to platform-oncall:
              stitch.run "Quiet one" (socktown), 1 alert
            """.ReplaceLineEndings("\n"),
            Text(moved), StringComparison.Ordinal);
        DestinationChange dataTeam = moved.Destinations.Single(change => change.Destination == "data-team");
        Assert.Equal((15, 2, 15, 2), (dataTeam.MessagesBefore, dataTeam.MessagesAfter, dataTeam.AlertsBefore, dataTeam.AlertsAfter));
        Assert.Equal(-13, dataTeam.ByKind["alert"]);
    }

    [Fact]
    public async Task What_comes_only_in_other_messages_is_told_as_that()
    {
        ComparisonReport folded = await Compare(
            Settings(), Settings(("Routes:2:Quiet:0:Days:0", "mon-sun"), ("Routes:2:Quiet:0:From", "06:00"), ("Routes:2:Quiet:0:To", "23:00")));

        Assert.Equal((0, false), (folded.Moved, folded.Same));
        Assert.Contains("Every alert goes to the same destinations as before; when it is told, in how many messages, or whether that is after the end of the replay, is different.", Text(folded), StringComparison.Ordinal);
        Assert.Matches("│ 13 fewer:.*\n.*│ −14 alert +│\n.*│ \\+1 quiet-hours", Text(folded));
    }

    [Fact]
    public async Task What_comes_later_is_told_with_how_much_later()
    {
        ComparisonReport held = await Compare(Settings(), Settings(("Routes:2:Hold", "00:10:00")));
        ComparisonReport back = await Compare(Settings(("Routes:2:Hold", "00:10:00")), Settings());

        TimeChange times = held.Destinations.Single(change => change.Destination == "data-team").Times!;
        Assert.Equal((TimeSpan.FromMinutes(10), 0), (times.LaterBy, times.Earlier));
        Assert.Contains($"{times.Later} alert", Text(held), StringComparison.Ordinal);
        Assert.Contains(" 10 min later", Text(held), StringComparison.Ordinal);
        Assert.Contains(" 10 min earlier", Text(back), StringComparison.Ordinal);
        Assert.Null(held.Destinations.Single(change => change.Destination == "platform-oncall").Times);
    }

    [Fact]
    public async Task A_destination_that_only_one_of_them_has_is_said_to_be_missing_in_the_other()
    {
        ComparisonReport added = await Compare(Settings(), Settings(("Destinations:on-duty:Kind", "Slack"), ("Destinations:on-duty:Weekly:Enabled", "false"), ("Routes:1:To:1", "on-duty")));

        Assert.Contains("│ on-duty         │ not there → 2 │", Text(added), StringComparison.Ordinal);
        Assert.Contains("also to on-duty; platform-oncall as before", Text(added), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_message_is_a_row_of_a_table_with_when_to_whom_and_what()
    {
        ReplayReport report = ReplayReport.Of(await Play(Settings(), Week), payloads: false);
        StringWriter text = new();

        ReplayText.Print(report, all: true, Console(text));

        Assert.Matches(@"When \(UTC\) +Destination +Kind +Message", text.ToString());
        Assert.Equal(report.Messages.Count, text.ToString().ReplaceLineEndings("\n").Split('\n').Count(line => System.Text.RegularExpressions.Regex.IsMatch(line, @"^ ?(Fri|Sat|Sun) 06-\d\d \d\d:\d\d  +(data-team|platform-oncall) +[a-z-]+( of \d+)? +\w")));
    }

    [Fact]
    public async Task Foreign_text_moves_no_cursor_and_is_no_markup()
    {
        PastRuns hostile = History(TimeSpan.FromHours(1), Run("[red]\u001b[2J\u202e", "failed", Start.AddMinutes(1)));
        ReplayReport report = ReplayReport.Of(await Play(Settings(), hostile), payloads: false);
        StringWriter text = new();

        ReplayText.Print(report, all: true, Console(text));

        Assert.DoesNotContain('\u001b', text.ToString());
        Assert.DoesNotContain('\u202e', text.ToString());
        Assert.Contains("[red]", text.ToString(), StringComparison.Ordinal);
    }

    private static async Task<ComparisonReport> Compare(IConfiguration before, IConfiguration after) => ComparisonReport.Of("old", await Play(before, Week), "new", await Play(after, Week));

    private static string Text(ComparisonReport report)
    {
        StringWriter text = new();
        ComparisonText.Print(report, all: true, Console(text));
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static IAnsiConsole Console(StringWriter text)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 200;
        return console;
    }
}
