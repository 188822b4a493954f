using System.Buffers.Text;
using System.Text.Json;

namespace WorkflowAlerts.Fetching;

/// <summary>Reads when a token made by hand expires: Amperity's are JWTs (RFC 7519), which say it in <c>exp</c>.</summary>
public static class AccessTokenExpiry
{
    /// <summary>The time of expiry, or null where the token is no JWT or does not say. Never throws; the signature is not checked.</summary>
    public static DateTimeOffset? Of(string? token)
    {
        if (token?.Trim().Split('.') is not [_, var claims, _] || !Base64Url.IsValid(claims))
        {
            return null;
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(Base64Url.DecodeFromChars(claims));
            JsonElement exp = json.RootElement.Field("exp");
            return exp.ValueKind == JsonValueKind.Number && exp.TryGetDouble(out double seconds)
                && seconds >= DateTimeOffset.MinValue.ToUnixTimeSeconds() && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
                ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
