namespace WorkflowAlerts.Cli.Inbox;

/// <summary>Messages as a file to look at: a picture where there is a browser to draw it, else the HTML file that it would draw.</summary>
internal static class PreviewFile
{
    /// <summary>Writes it, and tells where it is in a sentence.</summary>
    /// <param name="messages">What to show.</param>
    /// <param name="picture">Whether a PNG picture is wanted.</param>
    /// <param name="output">The file, or an existing folder for it; null: this folder.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UsageException">The file cannot be written, or the browser failed.</exception>
    public static async Task<string> Write(IReadOnlyList<InboxMessage> messages, bool picture, string? output, CancellationToken cancellationToken)
    {
        string path = output is null ? Named(picture) : Directory.Exists(output) ? Path.Combine(output, Named(picture)) : output;
        try
        {
            if (picture && ChromiumProgram.Find() is { } chromium)
            {
                await Picture.Draw(messages, "light", chromium, path, cancellationToken);
                return $"{path} shows {Count(messages)}.";
            }

            string page = picture ? Path.ChangeExtension(path, "html") : path;
            await File.WriteAllTextAsync(page, PictureFile.Html(messages, null), cancellationToken);
            return picture ? $"{ChromiumProgram.Missing} So there is no picture, but {page}, which shows {Count(messages)} in any browser." : $"{page} shows {Count(messages)} in any browser.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be written: {e.Message} Give another place with --output.", e);
        }
    }

    private static string Named(bool picture) => picture ? "preview.png" : "preview.html";

    private static string Count(IReadOnlyList<InboxMessage> messages) => messages.Count == 1 ? $"the message for {messages[0].Destination}" : $"{messages.Count} messages";
}
