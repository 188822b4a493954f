using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using WorkflowAlerts.Cli.Displaying;

namespace WorkflowAlerts.Cli.Inbox;

/// <summary>The page's files, which are in the program itself.</summary>
internal static class InboxAssets
{
    private const string Prefix = "Inbox/";

    private static readonly Assembly Program = typeof(InboxAssets).Assembly;

    private static readonly FrozenSet<string> Names = Program.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..])
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A file's content, or null where there is none of that name. What draws the chats is one script and one style sheet.</summary>
    public static Stream? Open(string name) => name switch
    {
        "chats.js" => Together(Drawings.Scripts, "\n;\n"),
        "chats.css" => Together(Drawings.Styles, "\n"),
        _ => Names.Contains(name) ? Program.GetManifestResourceStream(Prefix + name) : null,
    };

    /// <summary>A text file's content.</summary>
    public static string Read(string name)
    {
        using StreamReader reader = new(Open(name) ?? throw new UsageException($"The program was built without {name}. Install Node.js 20 or later and build again."));
        return reader.ReadToEnd();
    }

    private static MemoryStream Together(IEnumerable<string> names, string between) =>
        new(Encoding.UTF8.GetBytes(string.Join(between, names.Where(Names.Contains).Select(Read))));

    public static string ContentType(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
