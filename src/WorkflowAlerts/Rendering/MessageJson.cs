using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowAlerts.Rendering;

/// <summary>Writes a message as it goes over the wire.</summary>
internal static class MessageJson
{
    // Nothing here is put into a web page, and escaping every letter beyond ASCII would use up the size a card may have.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Bytes(JsonObject message)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter writer = new(bytes, Options))
        {
            message.WriteTo(writer);
        }

        return bytes.ToArray();
    }
}
