using System.Net;
using System.Text.Json;

namespace WorkflowAlerts.Chats.Teams;

/// <summary>
/// Reads the answers of a Power Automate flow: 202 before the card is posted, or <c>{"error":{"code","message"}}</c>. An accepted message is no proof
/// that the card arrived; whatever fails after that shows only in the flow's run history.
/// </summary>
internal static class TeamsAnswers
{
    private static readonly Dictionary<string, string> Advice = new(StringComparer.OrdinalIgnoreCase)
    {
        ["DirectApiAuthorizationRequired"] = "set the flow's trigger to \"Anyone\" can trigger the flow, and copy its whole URL again, with sig",
        ["MisMatchingOAuthClaims"] = "set the flow's trigger to \"Anyone\" can trigger the flow, and copy its URL again",
        ["WorkflowTriggerIsNotEnabled"] = "the flow is turned off or deleted; turn it on, or make a new one and put its URL into the configuration",
        ["TriggerInputSchemaMismatch"] = "the flow's trigger demands a schema of its own; remove it, or use the template \"Send webhook alerts to a channel\"",
        ["WorkflowNotFound"] = "the flow or its environment is gone; make a new one and put its URL into the configuration",
    };

    public static DeliveryResult Read(WebhookAnswer answer)
    {
        string code = ErrorCode(answer.Body);
        string said = answer.Said(code);
        if (answer.Status is HttpStatusCode.OK or HttpStatusCode.Accepted)
        {
            // Whatever says 200 and names an error has not posted a card for certain.
            return code.Length == 0 ? new DeliveryResult.Accepted(said) : new DeliveryResult.RetryLater(said, answer.RetryAfter, MayHaveArrived: true);
        }

        if (answer.IsTransient)
        {
            return new DeliveryResult.RetryLater(said, answer.RetryAfter, answer.MayHaveArrived);
        }

        return new DeliveryResult.Refused($"{said}: {Advice.GetValueOrDefault(code, "the flow refuses the message; check its URL and its run history in Power Automate")}");
    }

    private static string ErrorCode(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("error", out JsonElement error) && error.ValueKind == JsonValueKind.Object
                && error.TryGetProperty("code", out JsonElement code) && code.ValueKind == JsonValueKind.String
                    ? code.GetString() ?? ""
                    : "";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return "";
        }
    }
}
