using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WorkflowAlerts.Cli.Displaying;

namespace WorkflowAlerts.Cli.Inbox;

/// <summary>Messages as one HTML file that needs nothing else, drawn by the page's own renderers.</summary>
internal static class PictureFile
{
    private static readonly string[] Styles = ["page.css", "message.css", .. Drawings.Styles, "picture.css"];

    private static readonly string[] Scripts = ["theme.js", "dom.js", .. Drawings.Scripts, "picture.js"];

    /// <param name="messages">What to draw, one below the other; with a caption each where there are several.</param>
    /// <param name="theme"><c>light</c> or <c>dark</c>; null: whatever the reader's system has.</param>
    public static string Html(IReadOnlyList<InboxMessage> messages, string? theme)
    {
        string style = string.Join('\n', Styles.Select(InboxAssets.Read));
        string script = string.Join("\n;\n", Scripts.Select(InboxAssets.Read));
        string data = JsonSerializer.Serialize(new PictureMessages(messages.Count > 1, messages), InboxJson.Default.PictureMessages);

        // The default encoder writes < as \u003C, so no text can end the element it is in. The policy lets run what is written here, and nothing else.
        return $"""
            <!doctype html>
            <html lang="en"{(theme is null ? "" : $" data-fixed=\"{theme}\"")}>
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{Hash(style)}'; script-src '{Hash(script)}'">
            <meta name="viewport" content="width=device-width">
            <title>Workflow Alerts: preview</title>
            <style>{style}</style>
            </head>
            <body>
            <main id="picture"></main>
            <script id="messages" type="application/json">{data}</script>
            <script>{script}</script>
            </body>
            </html>

            """;
    }

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
