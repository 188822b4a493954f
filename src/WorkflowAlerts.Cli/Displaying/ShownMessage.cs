using WorkflowAlerts.Telling;
using System.Text.Json;
using WorkflowAlerts.Rendering;

namespace WorkflowAlerts.Cli.Displaying;

/// <summary>What a person would see of a payload in the channel. It is read from the JSON that arrived and from nothing else, so it shows what was sent.</summary>
/// <param name="Tone">The colour bar or band, by what it means.</param>
/// <param name="Parts">The message from top to bottom; the first is its headline.</param>
internal sealed record ShownMessage(Tone Tone, IReadOnlyList<MessagePart> Parts)
{
    /// <summary>Reads a message.</summary>
    /// <param name="kind">In which kind of chat it arrived.</param>
    /// <param name="payload">What arrived.</param>
    /// <exception cref="JsonException">The payload is no JSON.</exception>
    public static ShownMessage Read(string kind, ReadOnlyMemory<byte> payload)
    {
        using JsonDocument document = JsonDocument.Parse(payload);
        return Drawings.Of(kind).Read(document.RootElement);
    }
}
