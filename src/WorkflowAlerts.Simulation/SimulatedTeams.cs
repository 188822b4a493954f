using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WorkflowAlerts.Chats.Teams;

namespace WorkflowAlerts.Simulation;

/// <summary>A Teams Workflows webhook: it says 202 before the card is posted, so what is too big or malformed is accepted and never arrives.</summary>
public sealed class SimulatedTeams : SimulatedChat
{
    // 28,672 bytes are measured after Teams wraps the card again: a request of 24,453 bytes became 28,897.
    // https://github.com/MicrosoftDocs/msteams-docs/issues/11274
    private const int MaxBytes = 22_000;
    private const string Secret = "simulatedTeamsSignature-7hQ2";

    public override string Kind => TeamsChat.Kind;

    protected override Verdict TooMany => new(429, """{"error":{"code":"429","message":"Rate limit is exceeded."}}""", false);

    /// <summary>Starts it. By default a channel takes 25 messages in five minutes.</summary>
    public static Task<SimulatedTeams> Start(TimeProvider time, double perSecond = 25.0 / 300, double burst = 25) => Start(new SimulatedTeams(), perSecond, burst, time);

    internal static async Task<SimulatedChat> Start(TimeProvider time, double? perSecond, double? burst) =>
        await Start(time, perSecond ?? 25.0 / 300, burst ?? 25);

    internal static string Headline(JsonElement message) => string.Concat(
        message.GetProperty("attachments")[0].GetProperty("content").GetProperty("body")[0].GetProperty("items")[0].GetProperty("inlines")
            .EnumerateArray().Select(run => run.GetProperty("text").GetString()));

    protected override string PathOf(string channel) =>
        $"/workflows/{channel}/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig={Secret}";

    protected override string? ChannelOf(HttpRequest request, out Verdict wrong)
    {
        string[] path = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        bool known = path is ["workflows", _, "triggers", "manual", "paths", "invoke"];
        bool signed = request.Query["sig"] == Secret;
        wrong = known
            ? new Verdict(401, """{"error":{"code":"DirectApiAuthorizationRequired","message":"The request must be authenticated only by Shared Access scheme."}}""", false)
            : new Verdict(404, """{"error":{"code":"WorkflowNotFound","message":"The workflow could not be found."}}""", false);
        return known && signed ? path[1] : null;
    }

    protected override Verdict Judge(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return new Verdict(202, "", Encoding.UTF8.GetByteCount(body) <= MaxBytes && TeamsRules.IsGood(document.RootElement));
        }
        catch (JsonException)
        {
            return new Verdict(400, """{"error":{"code":"InvalidRequestContent","message":"The request content is not valid JSON."}}""", false);
        }
    }
}
