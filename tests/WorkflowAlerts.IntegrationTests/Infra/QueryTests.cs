using System.Text.Json.Nodes;

namespace WorkflowAlerts.IntegrationTests.Infra;

/// <summary>Every query that is deployed, of rules and of the workbook, parses and names columns that are there.</summary>
public sealed class QueryTests
{
    [Fact]
    public async Task Every_query_parses_and_binds()
    {
        (string Name, string Query)[] queries = await Queries();

        IReadOnlyDictionary<string, string[]> mistakes = await Kql.Mistakes(queries);

        Assert.Equal(15, queries.Length);
        Assert.Equal(queries.Length, mistakes.Count);
        Assert.All(mistakes, one => Assert.True(one.Value.Length == 0, $"{one.Key}: {string.Join("; ", one.Value)}"));
    }

    // That the parser would notice: the deployed queries, each broken in one place.
    [Theory]
    [InlineData("rule silent", "'workflow_alerts.poll.lag'", "workflow_alerts.poll.lag")]
    [InlineData("rule poison", "arg_max(timestamp", "arg_max(TimeGenerated")]
    [InlineData("rule capped", "_LogOperation", "LogOperation_")]
    [InlineData("workbook refusals", "began = min", "first = min")]
    [InlineData("workbook complaints", "severityLevel >= 2", "severity >= 2")]
    [InlineData("workbook latency", "percentilew(", "percentile_w(")]
    public async Task One_that_is_broken_on_purpose_is_noticed(string name, string right, string wrong)
    {
        string query = (await Queries()).Single(one => one.Name == name).Query;
        Assert.Contains(right, query, StringComparison.Ordinal);

        IReadOnlyDictionary<string, string[]> mistakes = await Kql.Mistakes([(name, query.Replace(right, wrong, StringComparison.Ordinal))]);

        Assert.NotEmpty(mistakes[name]);
    }

    private static async Task<(string Name, string Query)[]> Queries()
    {
        Deployment deployment = await Deployment.OfExample();
        JsonNode workbook = JsonNode.Parse((string)deployment.The("Microsoft.Insights/workbooks")["properties"]!["serializedData"]!)!;
        return
        [
            .. deployment.Of("Microsoft.Insights/scheduledQueryRules").Select(rule => ($"rule {((string)rule["name"]!).Split('-')[1]}", (string)rule["properties"]!["criteria"]!["allOf"]![0]!["query"]!)),
            // The workbook puts the width of a bar in place of its parameter.
            .. workbook["items"]!.AsArray().Where(item => (int)item!["type"]! == 3).Select(item => ($"workbook {item!["name"]}", ((string)item["content"]!["query"]!).Replace("{Time:grain}", "5m", StringComparison.Ordinal))),
        ];
    }
}
