using WorkflowAlerts.Telling;
using System.Text;
using System.Text.Json;

namespace WorkflowAlerts.Fetching;

/// <summary>
/// What Amperity says when it refuses: <c>{status, message, request_id?, trace_id?}</c>. The token endpoint's body is not documented, so OAuth's own
/// fields (RFC 6749, section 5.2) count as well, and a body that is no JSON (a proxy's page, say) counts as its text.
/// </summary>
internal sealed record AmperityErrorBody(string Message, string? RequestId, string? TraceId)
{
    private const int LongestMessage = 500;
    private const int LongestText = 200;
    private const int LongestId = 100;

    public static AmperityErrorBody Parse(byte[] body, params ReadOnlySpan<string> secrets)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            JsonElement root = json.RootElement;
            string? message = root.Field("message").Text() ?? root.Field("error_description").Text() ?? root.Field("error").Text();
            if (message is not null)
            {
                return new AmperityErrorBody(
                    ForeignText.OneLine(message, LongestMessage, secrets), Id(root.Field("request_id"), secrets), Id(root.Field("trace_id"), secrets));
            }
        }
        catch (JsonException)
        {
            // Then it is text.
        }

        return new AmperityErrorBody(ForeignText.OneLine(Encoding.UTF8.GetString(body), LongestText, secrets), null, null);
    }

    private static string? Id(JsonElement json, ReadOnlySpan<string> secrets) =>
        json.Text() is { } id && ForeignText.OneLine(id, LongestId, secrets) is { Length: > 0 } line ? line : null;
}
