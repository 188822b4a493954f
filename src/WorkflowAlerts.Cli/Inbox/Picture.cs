using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace WorkflowAlerts.Cli.Inbox;

/// <summary>Messages as a PNG picture: the HTML file, drawn by a browser that nobody sees.</summary>
internal static partial class Picture
{
    private const int Width = 680;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Draws messages to a file.</summary>
    /// <param name="messages">What to draw.</param>
    /// <param name="theme"><c>light</c> or <c>dark</c>.</param>
    /// <param name="chromium">The browser, from <see cref="ChromiumProgram.Find"/>.</param>
    /// <param name="path">Where the picture goes.</param>
    /// <param name="cancellationToken">Ends the browser.</param>
    /// <exception cref="UsageException">The browser could not do it.</exception>
    public static async Task Draw(IReadOnlyList<InboxMessage> messages, string theme, string chromium, string path, CancellationToken cancellationToken)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("workflow-alerts-");
        try
        {
            string page = Path.Combine(folder.FullName, "picture.html");
            string picture = Path.Combine(folder.FullName, "picture.png");
            await File.WriteAllTextAsync(page, PictureFile.Html(messages, theme), cancellationToken);

            // Twice: how high the messages are is known only when they are drawn.
            string drawn = await Run(chromium, folder.FullName, page, ["--dump-dom", $"--window-size={Width},2000"], cancellationToken);
            if (!Height().Match(drawn).Groups[1].TryNumber(out int height))
            {
                throw new UsageException($"{chromium} did not draw the messages. Try --format html.");
            }

            await Run(chromium, folder.FullName, page, [$"--screenshot={picture}", "--hide-scrollbars", "--force-device-scale-factor=1.5", $"--window-size={Width},{height}"], cancellationToken);
            File.Copy(File.Exists(picture) ? picture : throw new UsageException($"{chromium} made no picture. Try --format html."), path, overwrite: true);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> Run(string chromium, string folder, string page, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(chromium) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["--headless", $"--user-data-dir={Path.Combine(folder, "profile")}", .. ChromiumProgram.Arguments, .. arguments, new Uri(page).AbsoluteUri])
        {
            start.ArgumentList.Add(argument);
        }

        using Process browser = Start(start);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            // What it writes about itself is of no use to anybody here.
            Task<string> errors = browser.StandardError.ReadToEndAsync(limit.Token);
            string output = await browser.StandardOutput.ReadToEndAsync(limit.Token);
            await errors;
            await browser.WaitForExitAsync(limit.Token);
            return output;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UsageException($"{chromium} did not end within {Limit.TotalSeconds:0} seconds. Try --format html.");
        }
        finally
        {
            if (!browser.HasExited)
            {
                browser.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new UsageException($"{start.FileName} cannot be started: {e.Message} Name another browser in {ChromiumProgram.Variable}.", e);
        }
    }

    private static bool TryNumber(this Group group, out int number) => int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    [GeneratedRegex("data-height=\"(\\d+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Height();
}
