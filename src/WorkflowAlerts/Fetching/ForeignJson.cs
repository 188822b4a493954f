using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace WorkflowAlerts.Fetching;

/// <summary>
/// Reads JSON written by somebody else without throwing: a lone surrogate (<c>"\ud800"</c>) or a broken UTF-8 sequence, in a value or in a
/// neighbouring key, makes <see cref="JsonElement"/> throw, and a run must not be lost for that.
/// </summary>
internal static class ForeignJson
{
    /// <summary>The value of a field, or an undefined element where the parent is no object or has no such field. Of repeated keys the last counts.</summary>
    public static JsonElement Field(this JsonElement parent, string name)
    {
        if (parent.ValueKind != JsonValueKind.Object)
        {
            return default;
        }

        try
        {
            return parent.TryGetProperty(name, out JsonElement value) ? value : default;
        }
        catch (InvalidOperationException)
        {
            return parent.EnumerateObject().LastOrDefault(property => IsNamed(property, name)).Value;
        }
    }

    /// <summary>The text of a string, with U+FFFD for whatever is no valid character; null for anything but a string.</summary>
    public static string? Text(this JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return Unescape(JsonMarshal.GetRawUtf8Value(value)[1..^1]);
        }
    }

    /// <summary>A whole number, or null for anything else.</summary>
    public static long? Number(this JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : null;

    private static bool IsNamed(JsonProperty property, string name)
    {
        try
        {
            return property.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string Unescape(ReadOnlySpan<byte> raw)
    {
        string escaped = Encoding.UTF8.GetString(raw);
        var text = new StringBuilder(escaped.Length);
        for (int i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '\\')
            {
                text.Append(escaped[i]);
                continue;
            }

            char kind = escaped[++i];
            text.Append(kind switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)ushort.Parse(escaped.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                _ => kind,
            });
            i += kind == 'u' ? 4 : 0;
        }

        // There and back again: the encoder replaces each lone surrogate.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
