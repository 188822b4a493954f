using Spectre.Console;

namespace WorkflowAlerts.Cli.Demo;

/// <summary>A summary as a person reads it.</summary>
internal static class SummaryTable
{
    public static void Print(DemoSummary summary, IAnsiConsole console)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("What").AddColumn(new TableColumn("How many").RightAligned());
        table.AddRow("Runs that ended", $"{summary.RunsEnded}");
        table.AddRow("  failed", $"{summary.Failed}");
        table.AddRow("  canceled", $"{summary.Canceled}");
        table.AddRow("Runs somebody has to be told of", $"{summary.AlertsExpected}");
        table.AddRow("Messages that had to arrive", $"{summary.MessagesExpected}");
        foreach ((string destination, int count) in summary.Delivered)
        {
            table.AddRow($"  arrived at {Markup.Escape(destination)}", $"{count}");
        }

        table.AddRow("Told twice", Verdict(summary.Duplicates));
        table.AddRow("Lost", Verdict(summary.Lost));
        table.AddRow("At the wrong destination", Verdict(summary.Unexpected));
        console.Write(table);
        console.WriteLine(summary.Good
            ? $"Every alert arrived where it belongs, once. {summary.Polls} polls, {summary.Seconds:0.0} seconds, seed {summary.Seed}."
            : $"The delivery contract was broken. Please report this with the seed {summary.Seed}.");
    }

    private static string Verdict(int count) => count == 0 ? "[green]0[/]" : $"[red]{count}[/]";
}
