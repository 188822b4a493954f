using System.Globalization;
using Spectre.Console;
using WorkflowAlerts.Cli.Operating;

namespace WorkflowAlerts.Cli.Replaying.Summarising;

/// <summary>A replay as a person reads it.</summary>
internal static class ReplayText
{
    /// <summary>How many messages are listed where nobody asks for all.</summary>
    public const int FewMessages = 30;

    public static void Print(ReplayReport report, bool all, IAnsiConsole console)
    {
        console.WriteLine(
            $"{Printable.Of(report.From)} to {Printable.Of(report.To)}, {string.Join(", ", report.Tenants.Select(Printable.Of))}: {Number(report.Runs)} runs, "
            + $"{Number(report.Failed)} failed, {Number(report.Canceled)} canceled{(report.Muted > 0 ? $"; a route keeps {Number(report.Muted)} of them from everybody" : "")}. Nothing was sent.");
        console.Write(Destinations(report));
        if (report.Destinations.Any(destination => destination.WaitedForPacing > 0))
        {
            console.WriteLine("\"Paced\" counts messages that came later because their destination takes no more at once (Destinations:{name}:Pacing).");
        }

        console.WriteLine();
        console.Write(Messages(report.Messages.Take(all ? int.MaxValue : FewMessages)));
        if (!all && report.Messages.Count > FewMessages)
        {
            console.WriteLine($"… and {Number(report.Messages.Count - FewMessages)} more; --all lists them all, --json tells all about them.");
        }
    }

    // Made for a terminal of 80 columns: what is nought everywhere has no column, and each kind a line.
    private static Table Destinations(ReplayReport report)
    {
        bool anyWaiting = report.Destinations.Any(destination => destination.Waiting > 0);
        bool anyPaced = report.Destinations.Any(destination => destination.WaitedForPacing > 0);
        Table table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("Destination").NoWrap());
        string[] numbers = ["Messages", "Alerts told", .. anyWaiting ? ["not yet told"] : Array.Empty<string>(), .. anyPaced ? ["Paced"] : Array.Empty<string>()];
        Array.ForEach(numbers, column => table.AddColumn(new TableColumn(column).RightAligned()));
        table.AddColumn(new TableColumn("Busiest hour").NoWrap()).AddColumn(new TableColumn("Of which").NoWrap());
        foreach (DestinationReport destination in report.Destinations)
        {
            table.AddRow(
            [
                Markup.Escape($"{destination.Destination}\n({destination.Kind})"), Number(destination.Messages), Number(destination.Alerts),
                .. anyWaiting ? [Number(destination.Waiting)] : Array.Empty<string>(), .. anyPaced ? [Number(destination.WaitedForPacing)] : Array.Empty<string>(),
                destination.BusiestHour is { } hour ? $"{Time(hour)}\n{destination.BusiestHourMessages} messages" : "none",
                string.Join('\n', destination.ByKind.Select(kind => $"{Number(kind.Value)} {kind.Key}")),
            ]);
        }

        return table;
    }

    private static Table Messages(IEnumerable<MessageReport> messages)
    {
        Table table = new Table().Border(TableBorder.Simple);
        foreach (string column in new[] { "When (UTC)", "Destination", "Kind" })
        {
            table.AddColumn(new TableColumn(column).NoWrap().PadLeft(0));
        }

        table.AddColumn(new TableColumn("Message").Padding(0, 0));
        foreach (MessageReport message in messages)
        {
            table.AddRow(
                Time(message.At), Markup.Escape(message.Destination), $"{message.Kind}{(message.Alerts > 1 ? $" of {Number(message.Alerts)}" : "")}", Markup.Escape(Printable.Of(message.Headline)));
        }

        return table;
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("ddd MM-dd HH:mm", CultureInfo.InvariantCulture);

    internal static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
