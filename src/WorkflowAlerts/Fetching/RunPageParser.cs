using System.Text.Json;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Fetching;

/// <summary>Reads what Amperity tells of runs. One bad run never stops its page, but a body that is no page is never taken for "no runs".</summary>
public static class RunPageParser
{
    // An error's data is any JSON and may nest the errors of others; the framework's 64 levels would cost the whole page.
    private const int MaxDepth = 512;

    /// <exception cref="AmperityException">The body is no list of runs.</exception>
    public static async Task<RunPage> Parse(Stream body, string tenant, CancellationToken cancellationToken)
    {
        try
        {
            using JsonDocument json = await JsonDocument.ParseAsync(body, new JsonDocumentOptions { MaxDepth = MaxDepth }, cancellationToken);
            return Parse(json.RootElement, tenant);
        }
        catch (JsonException notJson)
        {
            throw NoPage(tenant, $"is not JSON, is cut short or nests deeper than {MaxDepth} levels", notJson);
        }
    }

    /// <summary>Reads the answer for one run.</summary>
    /// <exception cref="AmperityException">The body is no run.</exception>
    public static async Task<WorkflowRun> ParseRun(Stream body, string tenant, CancellationToken cancellationToken)
    {
        try
        {
            using JsonDocument json = await JsonDocument.ParseAsync(body, new JsonDocumentOptions { MaxDepth = MaxDepth }, cancellationToken);
            return RunParser.TryParse(json.RootElement, 1, tenant, out WorkflowRun? run, out string? problem) ? run : throw NoPage(tenant, $"for one run cannot be read: {problem}");
        }
        catch (JsonException notJson)
        {
            throw NoPage(tenant, $"for one run is not JSON, is cut short or nests deeper than {MaxDepth} levels", notJson);
        }
    }

    private static RunPage Parse(JsonElement json, string tenant)
    {
        JsonElement data = json.Field("data");
        if (data.ValueKind != JsonValueKind.Array)
        {
            throw NoPage(tenant, "has no array \"data\"");
        }

        var runs = new List<WorkflowRun>(data.GetArrayLength());
        List<string> malformed = [];
        int position = 0;
        foreach (JsonElement item in data.EnumerateArray())
        {
            position++;
            if (RunParser.TryParse(item, position, tenant, out WorkflowRun? run, out string? problem))
            {
                runs.Add(run);
            }
            else
            {
                malformed.Add(problem);
            }
        }

        return new RunPage(runs, malformed, NextToken(json.Field("next_token"), tenant), json.Field("total").Number());
    }

    private static string? NextToken(JsonElement json, string tenant) => json.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String => json.Text() is { Length: > 0 } token ? token : null,
        // Taking this for the last page would pass over all runs after it.
        _ => throw NoPage(tenant, "has a next_token that is not a text"),
    };

    private static AmperityException NoPage(string tenant, string problem, Exception? cause = null) => new(
        $"Amperity's answer for tenant {tenant} {problem}. Check BaseUrl: it must be the API's address, such as https://app.amperity.com/api. "
        + "If it is, Amperity has changed its API: look for a newer version of Workflow Alerts.",
        cause);
}
