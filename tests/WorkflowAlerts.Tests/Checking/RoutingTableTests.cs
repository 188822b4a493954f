using WorkflowAlerts.Telling;
using WorkflowAlerts.Cli.Checking;
using WorkflowAlerts.Cli.Operating;
using WorkflowAlerts.Tests.Displaying;

namespace WorkflowAlerts.Tests.Checking;

public sealed class RoutingTableTests
{
    [Fact]
    public void Every_route_is_told_in_words_and_then_what_is_for_the_rest() => Assert.Equal(
        """
        Routes are tried in order; the first that matches wins, unless it goes on.
        Routes:0    when: stopped by hand
                    tells: nobody (Mute)
        Routes:1    when: type "campaign.*"
                    tells: data-team (Slack)
                    and: goes on to the routes below
        Routes:2    when: attribution platform
                    tells: platform-oncall (Teams)
                    and: holds a first failure for 1 h 30 min, in case a rerun works
                    and: quiet mon-fri 22:00 to 06:30 Europe/Berlin, but for name "Card payments*"; or for canceled, type "c*"
        Routes:3    when: attribution platform, name "Daily *"
                    tells: data-team (Slack)
        Routes:4    when: tenant "*-sb-*", error type "x[bold]"
                    tells: data-team (Slack)
                    and: does not tell when it works again
                    and: also tells of runs that are late or failing
        DefaultTo   when: what no route matches
                    tells: data-team (Slack)
        Operations  when: what Workflow Alerts reports on itself
                    tells: platform-oncall (Teams)
        """,
        string.Join('\n', RoutingTable.Lines(RouteRow.Of(Setup.Options()))), ignoreLineEndingDifferences: true);

    [Fact]
    public void The_table_of_a_terminal_says_all_of_that_within_its_width()
    {
        IReadOnlyList<RouteRow> rows = RouteRow.Of(Setup.Options());

        string table = Screen.Plain(RoutingTable.Table(rows), 80);

        Assert.All(table.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        string[] words = [.. rows.SelectMany(row => (string[])[row.Route, row.When, row.Who, .. row.How]).SelectMany(text => text.Split(' '))];
        Assert.All(words, word => Assert.Contains(word, table, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("00:10:00", "10 min")]
    [InlineData("1.00:00:00", "24 h")]
    [InlineData("02:30:05", "2 h 30 min 5 s")]
    [InlineData("00:00:00.250", "250 ms")]
    public void A_span_is_told_without_what_is_nought(string span, string told) => Assert.Equal(told, Printable.Exactly(TimeSpan.Parse(span, System.Globalization.CultureInfo.InvariantCulture)));
}
