using System.Text.Json;

namespace WorkflowAlerts.Simulation;

/// <summary>What Slack refuses in a message.</summary>
/// <remarks>https://docs.slack.dev/reference/block-kit/blocks</remarks>
public static class SlackRules
{
    /// <summary>Slack's word for what is wrong, or null.</summary>
    public static string? Mistake(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement message = document.RootElement;
            if (message.ValueKind != JsonValueKind.Object)
            {
                return "invalid_payload";
            }

            if (message.TryGetProperty("blocks", out JsonElement blocks) && !BlocksAreGood(blocks))
            {
                return "invalid_blocks";
            }

            if (message.TryGetProperty("attachments", out JsonElement attachments))
            {
                if (attachments.GetArrayLength() > 100)
                {
                    return "too_many_attachments";
                }

                if (attachments.EnumerateArray().Any(attachment => attachment.TryGetProperty("blocks", out JsonElement inner) && !BlocksAreGood(inner)))
                {
                    return "invalid_attachments";
                }
            }

            bool hasText = message.TryGetProperty("text", out JsonElement text) && text.GetString()!.Length > 0;
            return hasText || message.TryGetProperty("blocks", out _) || message.TryGetProperty("attachments", out _) ? null : "no_text";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return "invalid_payload";
        }
    }

    private static bool BlocksAreGood(JsonElement blocks) => blocks.GetArrayLength() is > 0 and <= 50 && blocks.EnumerateArray().All(IsGood);

    private static bool IsGood(JsonElement block) => block.GetProperty("type").GetString() switch
    {
        "header" => TextIsGood(block.GetProperty("text"), 150, "plain_text"),
        "section" => (block.TryGetProperty("text", out JsonElement text), block.TryGetProperty("fields", out JsonElement fields)) switch
        {
            (false, false) => false,
            (bool hasText, bool hasFields) => (!hasText || TextIsGood(text, 3000))
                && (!hasFields || (fields.GetArrayLength() is > 0 and <= 10 && fields.EnumerateArray().All(field => TextIsGood(field, 2000)))),
        },
        "context" => block.GetProperty("elements") is var elements && elements.GetArrayLength() is > 0 and <= 10 && elements.EnumerateArray().All(element => TextIsGood(element, 3000)),
        "actions" => block.GetProperty("elements") is var actions && actions.GetArrayLength() is > 0 and <= 25
            && actions.EnumerateArray().All(action => TextIsGood(action.GetProperty("text"), 75, "plain_text") && action.GetProperty("url").GetString()!.Length <= 3000),
        "rich_text" => block.GetProperty("elements").GetArrayLength() > 0,
        "divider" => true,
        _ => false,
    };

    private static bool TextIsGood(JsonElement text, int most, string? type = null) =>
        text.GetProperty("type").GetString() is "plain_text" or "mrkdwn"
        && (type is null || text.GetProperty("type").GetString() == type)
        && text.GetProperty("text").GetString() is { Length: > 0 } words && words.Length <= most && words.Trim().Length > 0;
}
