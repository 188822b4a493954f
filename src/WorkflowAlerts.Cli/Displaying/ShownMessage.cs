using WorkflowAlerts.Telling;
using System.Text.Json;
using WorkflowAlerts.Rendering;

namespace WorkflowAlerts.Cli.Displaying;

/// <summary>What a person would see of a payload in the channel. It is read from the JSON that arrived and from nothing else, so it shows what was sent.</summary>
/// <param name="Tone">The colour bar or band, by what it means.</param>
/// <param name="Parts">The message from top to bottom; the first is its headline.</param>
internal sealed record ShownMessage(Tone Tone, IReadOnlyList<MessagePart> Parts)
{
    /// <summary>Reads a Slack message or a Teams card.</summary>
    /// <exception cref="JsonException">The payload is no JSON.</exception>
    public static ShownMessage Read(ReadOnlyMemory<byte> payload)
    {
        using JsonDocument document = JsonDocument.Parse(payload);
        JsonElement root = document.RootElement;
        return root.TryGetProperty("attachments", out JsonElement attachments) && attachments[0].TryGetProperty("content", out JsonElement card)
            ? TeamsPayload.Read(card)
            : SlackPayload.Read(root);
    }
}
