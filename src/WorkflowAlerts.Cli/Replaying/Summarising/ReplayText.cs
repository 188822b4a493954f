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
        console.WriteLine("\"Waited\" counts messages that came later because their destination takes no more at once (Destinations:{name}:Pacing).");
        console.WriteLine();
        foreach (MessageReport message in report.Messages.Take(all ? int.MaxValue : FewMessages))
        {
            console.WriteLine($"{Printable.Of(message.At)}  {message.Destination}  {message.Kind}{(message.Alerts > 1 ? $" of {message.Alerts}" : "")}: {Printable.Of(message.Headline)}");
        }

        if (!all && report.Messages.Count > FewMessages)
        {
            console.WriteLine($"… and {Number(report.Messages.Count - FewMessages)} more; --all lists them all, --json tells all about them.");
        }
    }

    private static Table Destinations(ReplayReport report)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("Destination");
        foreach (string column in new[] { "Messages", "Alerts told", "Not yet told", "Busiest hour", "Waited" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        table.AddColumn("Of which");
        foreach (DestinationReport destination in report.Destinations)
        {
            table.AddRow(
                Markup.Escape($"{destination.Destination} ({destination.Kind})"), Number(destination.Messages), Number(destination.Alerts), Number(destination.Waiting),
                destination.BusiestHour is { } hour ? $"{destination.BusiestHourMessages} on {hour.UtcDateTime.ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}" : "none",
                Number(destination.WaitedForPacing), string.Join(", ", destination.ByKind.Select(kind => $"{Number(kind.Value)} {kind.Key}")));
        }

        return table;
    }

    internal static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
