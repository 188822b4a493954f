using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WorkflowAlerts.Chats.Slack;

namespace WorkflowAlerts.Simulation;

/// <summary>Slack's incoming webhooks, with Slack's limits and words.</summary>
public sealed class SimulatedSlack : SimulatedChat
{
    private const string Prefix = "/services/T00000000/";
    private const string Secret = "/XsimulatedSlackSecretX";

    public override string Kind => SlackChat.Kind;

    protected override Verdict TooMany => new(429, "rate_limited", false);

    /// <summary>Starts it. By default a channel takes one message a second with a burst of five.</summary>
    public static Task<SimulatedSlack> Start(TimeProvider time, double perSecond = 1, double burst = 5) => Start(new SimulatedSlack(), perSecond, burst, time);

    internal static async Task<SimulatedChat> Start(TimeProvider time, double? perSecond, double? burst) =>
        await Start(time, perSecond ?? 1, burst ?? 5);

    internal static string Headline(JsonElement message) => message.GetProperty("text").GetString()!;

    protected override string PathOf(string channel) => $"{Prefix}B-{channel}{Secret}";

    protected override string? ChannelOf(HttpRequest request, out Verdict wrong)
    {
        wrong = new Verdict(404, "no_service", false);
        string path = request.Path.Value!;
        return path.StartsWith(Prefix + "B-", StringComparison.Ordinal) && path.EndsWith(Secret, StringComparison.Ordinal)
            ? path[(Prefix.Length + 2)..^Secret.Length]
            : null;
    }

    protected override Verdict Judge(string body) => SlackRules.Mistake(body) is { } mistake ? new Verdict(400, mistake, false) : new Verdict(200, "ok", true);
}
