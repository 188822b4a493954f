using System.Text;
using System.Text.Json;

namespace WorkflowAlerts.Cli.Hosting;

/// <summary>Finds the line of a settings file in which a setting stands, so that a mistake in it is found as fast as it is told.</summary>
internal sealed class SettingLines
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.OrdinalIgnoreCase);

    private SettingLines(byte[] json)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        Stack<(string Path, int Next)> containers = [];
        string path = "";
        int line = 1;
        int counted = 0;
        while (reader.Read())
        {
            line += json.AsSpan(counted, (int)reader.TokenStartIndex - counted).Count((byte)'\n');
            counted = (int)reader.TokenStartIndex;
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                path = Below(containers.Peek().Path, reader.GetString()!);
                _lines[path] = line;
                continue;
            }

            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                containers.Pop();
                continue;
            }

            // An element of a list is called by its number; anything else has just been named.
            if (containers.TryPeek(out (string Path, int Next) container) && container.Next >= 0)
            {
                containers.Pop();
                containers.Push((container.Path, container.Next + 1));
                path = Below(container.Path, $"{container.Next}");
                _lines[path] = line;
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                containers.Push((path, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
            }
        }
    }

    /// <summary>The lines of a settings file.</summary>
    public static SettingLines Of(string file) => new(Encoding.UTF8.GetBytes(File.ReadAllText(file)));

    /// <summary>The line of a setting, by the name that <see cref="Upward"/> gives it; null where the file does not have it.</summary>
    public int? Find(string setting) => _lines.TryGetValue(setting, out int line) ? line : null;

    /// <summary>A setting, and what it belongs to, from the inside out.</summary>
    public static IEnumerable<string> Upward(string setting)
    {
        for (string path = Named(setting); path.Length > 0; path = path[..Math.Max(0, path.LastIndexOf(':'))])
        {
            yield return path;
        }
    }

    // The Functions tools' files have flat names below Values, with two underscores for a colon and one for a hyphen.
    private static string Below(string container, string name)
    {
        string known = Named(name.Replace("__", ":", StringComparison.Ordinal));
        return container is "" or "Values" ? known : $"{container}:{known}";
    }

    /// <summary>A setting's name as it is compared: an underscore stands for a hyphen.</summary>
    public static string Named(string setting) => setting.Replace('_', '-');
}
