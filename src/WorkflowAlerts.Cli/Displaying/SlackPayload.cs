using WorkflowAlerts.Telling;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using WorkflowAlerts.Rendering;

namespace WorkflowAlerts.Cli.Displaying;

/// <summary>Reads a Slack message as the channel shows it: the blocks, then those beside the colour bar; the text alone where there are none.</summary>
internal static partial class SlackPayload
{
    public static ShownMessage Read(JsonElement message)
    {
        JsonElement[] attachments = Elements(message, "attachments");
        Tone tone = attachments.Select(attachment => attachment.GetProperty("color").GetString()).FirstOrDefault() switch
        {
            "#C4314B" => Tone.Bad,
            "#E8912D" => Tone.Warning,
            "#2EB67D" => Tone.Good,
            _ => Tone.Neutral,
        };
        JsonElement[] blocks = [.. Elements(message, "blocks"), .. attachments.SelectMany(attachment => Elements(attachment, "blocks"))];
        return new ShownMessage(tone, [.. blocks.Length > 0 ? blocks.SelectMany(Parts) : message.GetProperty("text").GetString()!.Split('\n').Select(line => Markup(line, PartKind.Text))]);
    }

    private static IEnumerable<MessagePart> Parts(JsonElement block) => block.GetProperty("type").GetString() switch
    {
        "context" => Elements(block, "elements").Select(text => Of(text, PartKind.Note)),
        "section" when block.TryGetProperty("fields", out _) => Elements(block, "fields").Chunk(2).Select(Fact),
        "header" or "section" => [Of(block.GetProperty("text"), PartKind.Text)],
        var other => [new MessagePart(PartKind.Note, $"(a block of the type {other})")],
    };

    // Fields stand side by side, a label and its value.
    private static MessagePart Fact(JsonElement[] fields) => new(PartKind.Fact, fields.Length > 1 ? Of(fields[1], PartKind.Text).Text : "", Of(fields[0], PartKind.Text).Text);

    private static MessagePart Of(JsonElement text, PartKind kind) => text.GetProperty("type").GetString() == "mrkdwn"
        ? Markup(text.GetProperty("text").GetString()!, kind)
        : new MessagePart(kind, WebUtility.HtmlDecode(text.GetProperty("text").GetString()!));

    private static MessagePart Markup(string text, PartKind kind)
    {
        if (Link().Match(text) is { Success: true } link)
        {
            return new MessagePart(PartKind.Link, WebUtility.HtmlDecode(link.Groups[1].Value), WebUtility.HtmlDecode(link.Groups[2].Value));
        }

        // Whatever is not ours is escaped, so it has none of these; it is unescaped last.
        return Fence().Match(text) is { Success: true } fence
            ? new MessagePart(PartKind.Quote, WebUtility.HtmlDecode(fence.Groups[1].Value))
            : new MessagePart(kind, WebUtility.HtmlDecode(Markup().Replace(text, part => part.Groups["called"].Success ? $"@{part.Groups["called"]}" : part.Groups["shown"].Value)));
    }

    private static JsonElement[] Elements(JsonElement owner, string name) => owner.TryGetProperty(name, out JsonElement elements) ? [.. elements.EnumerateArray()] : [];

    [GeneratedRegex(@"^<(https://[^|>]*)\|([^>]*)>\z", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"^```\n(.*)\n```\z", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Fence();

    // Code, bold, a time with its words for those who cannot tell the zone, and a person or a group: https://docs.slack.dev/messaging/formatting-message-text
    [GeneratedRegex(@"`(?<shown>[^`\n]+)`|\*(?<shown>[^*\n]+)\*|<!date\^[^|>]*\|(?<shown>[^>]*)>|<(?:@|!subteam\^)(?<called>\w+)>", RegexOptions.CultureInvariant)]
    private static partial Regex Markup();
}
