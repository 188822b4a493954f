using Microsoft.AspNetCore.Http;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Azure;

namespace WorkflowAlerts.IntegrationTests.Proving;

/// <summary>A proxy in front of everything that one process of the product talks to, and the settings that lead it there.</summary>
internal sealed class Edges : IAsyncDisposable
{
    private readonly Edge[] _edges;

    private Edges(Edge[] edges, Dictionary<string, string> settings) => (_edges, Settings) = (edges, settings);

    /// <summary>Settings as environment variables.</summary>
    public Dictionary<string, string> Settings { get; }

    public static async Task<Edges> Start(World world, string storage, Func<string, Moment, HttpContext, Task<bool>> act)
    {
        Dictionary<string, string> parts = storage.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        Dictionary<string, string> settings = world.Settings;
        string baseUrl = $"WorkflowAlerts__Tenants__{World.Tenant}__BaseUrl";
        string tokenUrl = $"WorkflowAlerts__Tenants__{World.Tenant}__TokenUrl";
        string slackUrl = $"WorkflowAlerts__Destinations__{World.Slack}__WebhookUrl";
        string teamsUrl = $"WorkflowAlerts__Destinations__{World.Teams}__WebhookUrl";
        Edge queue = await Edge.Start("queue", new Uri(parts["QueueEndpoint"]), act);
        Edge table = await Edge.Start("table", new Uri(parts["TableEndpoint"]), act);
        Edge amperity = await Edge.Start("amperity", new Uri(settings[baseUrl]), act);
        Edge slack = await Edge.Start("slack", new Uri(settings[slackUrl]), act);
        Edge teams = await Edge.Start("teams", new Uri(settings[teamsUrl]), act);
        settings[baseUrl] = amperity.Address.AbsoluteUri;
        settings[tokenUrl] = new Uri(amperity.Address, new Uri(settings[tokenUrl]).PathAndQuery).AbsoluteUri;
        settings[slackUrl] = slack.Address.AbsoluteUri;
        settings[teamsUrl] = teams.Address.AbsoluteUri;
        parts["QueueEndpoint"] = queue.Address.AbsoluteUri;
        parts["TableEndpoint"] = table.Address.AbsoluteUri;
        settings[StorageConnection.Setting] = string.Concat(parts.Select(part => $"{part.Key}={part.Value};"));
        return new Edges([queue, table, amperity, slack, teams], settings);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Edge edge in _edges)
        {
            await edge.DisposeAsync();
        }
    }
}
