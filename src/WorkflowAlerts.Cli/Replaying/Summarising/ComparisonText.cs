using Spectre.Console;
using WorkflowAlerts.Cli.Operating;

namespace WorkflowAlerts.Cli.Replaying.Summarising;

/// <summary>A comparison as a person reads it.</summary>
internal static class ComparisonText
{
    private const int FewMoves = 10;

    public static void Print(ComparisonReport report, bool all, IAnsiConsole console)
    {
        console.WriteLine($"{Printable.Of(report.From)} to {Printable.Of(report.To)}, {ReplayText.Number(report.Runs)} runs. Nothing was sent. Before: {report.Before}. After: {report.After}.");
        if (report.Same)
        {
            console.WriteLine("The same: with both, every destination gets the same messages at the same times.");
            return;
        }

        console.Write(Destinations(report));
        console.WriteLine(Verdict(report));
        foreach (IGrouping<string, AlertMove> direction in report.Moves.GroupBy(Words).OrderByDescending(direction => direction.Sum(move => move.Alerts)))
        {
            AlertMove[] moves = [.. direction];
            console.WriteLine($"{Alerts(moves.Sum(move => move.Alerts))}, {direction.Key}:");
            foreach (AlertMove move in moves.Take(all ? int.MaxValue : FewMoves))
            {
                console.WriteLine($"  {Printable.Of(move.WorkflowType)} \"{Printable.Of(move.Workflow)}\" ({Printable.Of(move.Tenant)}), {Alerts(move.Alerts)}{Outcomes(move)}");
            }

            if (!all && moves.Length > FewMoves)
            {
                console.WriteLine($"  … and {Alerts(moves.Skip(FewMoves).Sum(move => move.Alerts))} of {ReplayText.Number(moves.Length - FewMoves)} more workflows; --all lists them all.");
            }
        }
    }

    // That they failed goes without saying.
    private static string Outcomes(AlertMove move) =>
        move.ByOutcome.Keys.SequenceEqual(["failed"]) ? "" : $" ({string.Join(", ", move.ByOutcome.Select(outcome => $"{ReplayText.Number(outcome.Value)} {outcome.Key}"))})";

    private static string Verdict(ComparisonReport report)
    {
        int elsewhere = report.Moved - report.NewlyTold - report.NoLongerTold;
        string[] changes =
        [
            .. elsewhere > 0 ? [$"{Alerts(elsewhere)} {Go(elsewhere)} to somebody else than before"] : Array.Empty<string>(),
            .. report.NewlyTold > 0 ? [$"{Alerts(report.NewlyTold)} that nobody heard of {Are(report.NewlyTold)} told"] : Array.Empty<string>(),
            .. report.NoLongerTold > 0 ? [$"{Alerts(report.NoLongerTold)} {Are(report.NoLongerTold)} told to nobody any more"] : Array.Empty<string>(),
        ];
        return changes.Length == 0
            ? "Every alert goes to the same destinations as before; when it is told, in how many messages, or whether that is after the end of the replay, is different."
            : $"{List(changes)}.";
    }

    private static string Go(int count) => count == 1 ? "goes" : "go";

    private static string Are(int count) => count == 1 ? "is" : "are";

    private static string Alerts(int count) => count == 1 ? "1 alert" : $"{ReplayText.Number(count)} alerts";

    private static string Words(AlertMove move)
    {
        string[] left = [.. move.From.Except(move.To, StringComparer.OrdinalIgnoreCase)];
        string[] joined = [.. move.To.Except(move.From, StringComparer.OrdinalIgnoreCase)];
        string[] stayed = [.. move.From.Intersect(move.To, StringComparer.OrdinalIgnoreCase)];
        string asBefore = stayed.Length == 0 ? "" : $"; {List(stayed)} as before";
        return (left.Length, joined.Length) switch
        {
            (_, 0) when stayed.Length == 0 => $"told to nobody any more, before to {List(left)}",
            (0, _) when stayed.Length == 0 => $"newly told, to {List(joined)}",
            (_, 0) => $"no more to {List(left)}{asBefore}",
            (0, _) => $"also to {List(joined)}{asBefore}",
            _ => $"from {List(left)} to {List(joined)}{asBefore}",
        };
    }

    private static string List(string[] names) => names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}";

    private static Table Destinations(ComparisonReport report)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("Destination").NoWrap());
        table.AddColumn(new TableColumn("Messages").RightAligned().NoWrap()).AddColumn(new TableColumn("Alerts told").RightAligned().NoWrap()).AddColumn("What it gets");
        foreach (DestinationChange change in report.Destinations)
        {
            table.AddRow(
                Markup.Escape(change.Destination), $"{Count(change.MessagesBefore)} → {Count(change.MessagesAfter)}",
                $"{ReplayText.Number(change.AlertsBefore)} → {ReplayText.Number(change.AlertsAfter)}", Markup.Escape(Words(change)));
        }

        return table;
    }

    private static string Words(DestinationChange change)
    {
        string kinds = change.ByKind.Count == 0 ? "" : $":\n{string.Join('\n', change.ByKind.Select(kind => $"{(kind.Value > 0 ? "+" : "−")}{ReplayText.Number(Math.Abs(kind.Value))} {kind.Key}"))}";
        string count = change.Difference switch
        {
            0 when kinds.Length == 0 => "as many as before",
            0 => "as many, but others",
            > 0 => $"{ReplayText.Number(change.Difference)} more",
            _ => $"{ReplayText.Number(-change.Difference)} fewer",
        };
        return $"{count}{kinds}{Times(change.Times)}";
    }

    private static string Times(TimeChange? times) =>
        (times is { Later: > 0 and var later } ? $"\n{Alerts(later)} {Printable.Exactly(times.LaterBy)} later" : "")
        + (times is { Earlier: > 0 and var earlier } ? $"\n{Alerts(earlier)} {Printable.Exactly(times.EarlierBy)} earlier" : "");

    private static string Count(int? messages) => messages is { } count ? ReplayText.Number(count) : "not there";
}
