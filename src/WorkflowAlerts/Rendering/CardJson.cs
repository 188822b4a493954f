using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowAlerts.Rendering;

/// <summary>Turns a platform's JSON into the bytes that are posted.</summary>
internal static class CardJson
{
    // "Unsafe" is for JSON inside HTML. Ours goes out as application/json, where escaping every quote and letter would only eat into a tight budget.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Bytes(JsonObject message)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Options))
        {
            message.WriteTo(writer);
        }

        return bytes.ToArray();
    }
}
