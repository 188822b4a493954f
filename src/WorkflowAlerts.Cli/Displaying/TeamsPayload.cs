using WorkflowAlerts.Telling;
using System.Text.Json;
using System.Text.RegularExpressions;
using WorkflowAlerts.Rendering;

namespace WorkflowAlerts.Cli.Displaying;

/// <summary>Reads an Adaptive Card as Teams shows it: the coloured band with the headline, the body below, and the actions.</summary>
internal static partial class TeamsPayload
{
    /// <summary>Microsoft's renderer of Adaptive Cards, for the page. Missing where the build could not fetch it from npm.</summary>
    public const string Renderer = "adaptivecards.min.js";

    private const char NoBreakSpace = '\u00A0';

    public static ShownMessage Read(JsonElement message)
    {
        JsonElement card = message.GetProperty("attachments")[0].GetProperty("content");
        JsonElement[] body = Elements(card, "body");
        Tone tone = body.Select(Style).FirstOrDefault() switch
        {
            "attention" => Tone.Bad,
            "warning" => Tone.Warning,
            "good" => Tone.Good,
            _ => Tone.Neutral,
        };
        return new ShownMessage(tone, [new MessagePart(PartKind.Text, Text(body[0])), .. body.Skip(1).SelectMany(Parts), .. Elements(card, "actions").Select(Action)]);
    }

    private static IEnumerable<MessagePart> Parts(JsonElement element) => element.GetProperty("type").GetString() switch
    {
        "RichTextBlock" or "TextBlock" => [new MessagePart(IsItalic(element) ? PartKind.Note : PartKind.Text, Text(element))],
        "Container" when Style(element) == "emphasis" => [new MessagePart(PartKind.Quote, Text(element))],
        "Container" => Elements(element, "items").SelectMany(Parts),
        "ColumnSet" when Elements(element, "columns") is [var label, var value] => [new MessagePart(PartKind.Fact, Text(value), Text(label))],
        var other => [new MessagePart(PartKind.Note, $"(an element of the type {other})")],
    };

    private static MessagePart Action(JsonElement action) => new(PartKind.Link, action.GetProperty("url").GetString()!, action.GetProperty("title").GetString()!);

    /// <summary>The words of an element, a line for each element within it.</summary>
    private static string Text(JsonElement element) => element.GetProperty("type").GetString() switch
    {
        "TextBlock" => Called().Replace(element.GetProperty("text").GetString()!, "@$1"),
        "RichTextBlock" => string.Concat(Elements(element, "inlines").Select(run => run.GetProperty("text").GetString())).Replace(NoBreakSpace, ' '),
        _ => string.Join('\n', Elements(element, "items").Select(Text)),
    };

    private static bool IsItalic(JsonElement element) => Elements(element, "inlines").Any(run => run.TryGetProperty("italic", out JsonElement italic) && italic.GetBoolean());

    private static string? Style(JsonElement element) => element.TryGetProperty("style", out JsonElement style) ? style.GetString() : null;

    private static JsonElement[] Elements(JsonElement owner, string name) => owner.TryGetProperty(name, out JsonElement elements) ? [.. elements.EnumerateArray()] : [];

    [GeneratedRegex("<at>([^<]*)</at>", RegexOptions.CultureInvariant)]
    private static partial Regex Called();
}
