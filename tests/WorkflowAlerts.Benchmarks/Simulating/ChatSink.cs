using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Benchmarks.Simulating;

/// <summary>Webhooks that take everything at once and look at it only when the measuring is over.</summary>
internal sealed class ChatSink : IAsyncDisposable
{
    private const string SlackPath = "/services/T00000000/B-";
    private const string TeamsPath = "/workflows/";

    private readonly ConcurrentQueue<(string Channel, byte[] Body, long At)> _received = [];
    private LoopbackServer? _server;

    public int Count => _received.Count;

    /// <summary>When the last message came, as a time stamp of the system's clock.</summary>
    public long LastAt => _received.Select(message => message.At).DefaultIfEmpty().Max();

    /// <summary>The size of the largest message, in bytes.</summary>
    public int LargestBody => _received.Select(message => message.Body.Length).DefaultIfEmpty().Max();

    public Uri Slack(string channel) => new(_server!.Address, $"{SlackPath}{channel}/Xsecret");

    public Uri Teams(string channel) => new(_server!.Address, $"{TeamsPath}{channel}/triggers/manual/paths/invoke?api-version=2016-06-01&sv=1.0&sig=secret");

    public static async Task<ChatSink> Start()
    {
        ChatSink sink = new();
        sink._server = await LoopbackServer.Start(sink.Answer);
        return sink;
    }

    /// <summary>What came to each channel, in order: the runs a message names, the first of them its own.</summary>
    public IReadOnlyList<(string Channel, IReadOnlyList<string> RunIds, long At)> Messages() =>
        [.. _received.Select(message => (message.Channel, ReceivedMessage.RunIdsIn(Encoding.UTF8.GetString(message.Body)), message.At))];

    /// <summary>How many messages the real platform would not have shown.</summary>
    public int Refused() => _received.Count(message => !IsGood(message.Channel, message.Body));

    public void Clear() => _received.Clear();

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private static bool IsGood(string channel, byte[] body)
    {
        if (!channel.StartsWith("teams", StringComparison.Ordinal))
        {
            return SlackRules.Mistake(Encoding.UTF8.GetString(body)) is null;
        }

        using JsonDocument document = JsonDocument.Parse(body);
        return body.Length <= 22_000 && TeamsRules.IsGood(document.RootElement);
    }

    private async Task Answer(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        string path = context.Request.Path.Value!;
        bool isSlack = path.StartsWith(SlackPath, StringComparison.Ordinal);
        string channel = (isSlack ? path[SlackPath.Length..] : path[TeamsPath.Length..]).Split('/')[0];
        _received.Enqueue((channel, body.ToArray(), TimeProvider.System.GetTimestamp()));
        await (isSlack ? new Verdict(200, "ok", true) : new Verdict(202, "", true)).Send(context);
    }
}
