using System.Text.Json;

namespace WorkflowAlerts.Simulation;

/// <summary>What the flow's template needs of a message, and Teams of a card.</summary>
/// <remarks>https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference</remarks>
public static class TeamsRules
{
    private static readonly HashSet<string> Elements = new(StringComparer.Ordinal)
    {
        "TextBlock", "RichTextBlock", "TextRun", "Container", "ColumnSet", "Column", "FactSet", "Fact", "Image", "ImageSet", "Table", "TableRow", "TableCell", "ActionSet",
        "Action.OpenUrl", "Action.ShowCard", "Action.ToggleVisibility", "AdaptiveCard", "CodeBlock",
    };

    public static bool IsGood(JsonElement message)
    {
        try
        {
            return message.GetProperty("type").GetString() == "message"
                && message.GetProperty("attachments") is var attachments && attachments.GetArrayLength() > 0
                && attachments.EnumerateArray().All(attachment =>
                    attachment.GetProperty("contentType").GetString() == "application/vnd.microsoft.card.adaptive" && CardIsGood(attachment.GetProperty("content")));
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private static bool CardIsGood(JsonElement card) =>
        card.GetProperty("type").GetString() == "AdaptiveCard"
        && Version.Parse(card.GetProperty("version").GetString()!) <= new Version(1, 5)
        && card.GetProperty("body").GetArrayLength() > 0
        && ElementsAreGood(card);

    private static bool ElementsAreGood(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().All(ElementsAreGood),
        JsonValueKind.Object => TypeIsGood(json) && json.EnumerateObject().Where(property => property.Name != "msteams").All(property => ElementsAreGood(property.Value)),
        _ => true,
    };

    private static bool TypeIsGood(JsonElement element) =>
        !element.TryGetProperty("type", out JsonElement type)
        || (Elements.Contains(type.GetString()!)
            && (type.GetString() != "Action.OpenUrl" || element.GetProperty("url").GetString()!.StartsWith("https://", StringComparison.Ordinal)));
}
