using Spectre.Console;

namespace WorkflowAlerts.Cli.Checking;

/// <summary>The routing as a person reads it: a table in a terminal, and lines that are never cut where the output goes elsewhere.</summary>
internal static class RoutingTable
{
    private const string Title = "Routes are tried in order; the first that matches wins, unless it goes on.";

    public static void Print(WorkflowAlertsOptions options, IAnsiConsole console)
    {
        IReadOnlyList<RouteRow> rows = RouteRow.Of(options);
        if (console.Profile.Out.IsTerminal)
        {
            console.WriteLine(Title);
            console.Write(Table(rows));
        }
        else
        {
            foreach (string line in Lines(rows))
            {
                console.Profile.Out.Writer.WriteLine(line);
            }
        }
    }

    public static Table Table(IEnumerable<RouteRow> rows)
    {
        Table table = new Table().Border(TableBorder.Rounded).ShowRowSeparators().AddColumn(new TableColumn("Route").NoWrap()).AddColumns("When", "Tells", "And");
        foreach (RouteRow row in rows)
        {
            table.AddRow(new Text(row.Route), new Text(row.When), new Text(row.Who), new Text(string.Join(";\n", row.How)));
        }

        return table;
    }

    public static IEnumerable<string> Lines(IReadOnlyList<RouteRow> rows)
    {
        int width = rows.Max(row => row.Route.Length);
        string below = new(' ', width);
        return rows.SelectMany(row => (string[])[$"{row.Route.PadRight(width)}  when: {row.When}", $"{below}  tells: {row.Who}", .. row.How.Select(how => $"{below}  and: {how}")]).Prepend(Title);
    }
}
