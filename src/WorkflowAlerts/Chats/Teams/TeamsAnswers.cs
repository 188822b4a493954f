using System.Text.Json;

namespace WorkflowAlerts.Chats.Teams;

/// <summary>
/// Reads the answers of a Power Automate flow: 202 before the card is posted, or <c>{"error":{"code","message"}}</c>. An accepted message is no proof
/// that the card arrived; whatever fails after that shows only in the flow's run history.
/// </summary>
internal static class TeamsAnswers
{
    private const string Service = "Power Automate";
    private const string Unknown = "the flow refuses the message; check its URL and its run history in Power Automate";

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
        (bool isObject, string code) = Form(answer.Body);
        string said = answer.Said(code);
        if (answer.IsTransient)
        {
            return new DeliveryResult.RetryLater(said, answer.RetryAfter, answer.MayHaveArrived);
        }

        return answer switch
        {
            { IsPage: true } => answer.FromGateway(Service),

            // The status decides, whatever became of the body; but whatever says yes and names an error has not posted a card for certain.
            { IsYes: true } when code.Length > 0 => new DeliveryResult.RetryLater(said, answer.RetryAfter, MayHaveArrived: true),
            { IsYes: true } => new DeliveryResult.Accepted(said),
            { IsCut: true } => answer.BrokenOff(),
            _ when isObject => new DeliveryResult.Refused($"{said}: {Advice.GetValueOrDefault(code, Unknown)}"),
            _ => answer.FromGateway(Service),
        };
    }

    /// <summary>Whether a body has the form in which a flow, or a relay in front of one, says no; and the error that it names.</summary>
    private static (bool IsObject, string Code) Form(string body)
    {
        bool isObject = false;
        JsonElement code = default;
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            isObject = document.RootElement.ValueKind == JsonValueKind.Object;
            bool named = isObject
                && document.RootElement.TryGetProperty("error", out JsonElement error) && error.ValueKind == JsonValueKind.Object
                && error.TryGetProperty("code", out code) && code.ValueKind == JsonValueKind.String;
            return (isObject, named ? code.GetString() ?? "" : "");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (isObject, "");
        }
    }
}
