using WorkflowAlerts.Sending;
using System.IO.Compression;
using System.Text.Json;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Replaying.Filing;

/// <summary>
/// Saves a history as lines of JSON: a heading, a run a line in Amperity's own form, and an end with their number. Packed where the name ends in
/// <c>.gz</c>. The file has its name only once it is whole.
/// </summary>
internal static class HistoryWriter
{
    private static readonly byte[] s_newLine = "\n"u8.ToArray();

    /// <param name="path">Where to.</param>
    /// <param name="history">What.</param>
    /// <param name="emails">Whether the e-mail addresses of who started the runs are saved.</param>
    /// <param name="cancellationToken">Ends the work; no file is left then.</param>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static async Task Save(string path, PastRuns history, bool emails, CancellationToken cancellationToken)
    {
        string unfinished = path + ".unfinished";
        try
        {
            await using (Stream file = File.Create(unfinished))
            await using (Stream stream = IsPacked(path) ? new GZipStream(file, CompressionLevel.Optimal) : file)
            {
                await Write(stream, history, emails, cancellationToken);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UsageException($"The history cannot be saved as {path}: {e.Message} Give --save another place.", e);
        }
        finally
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
        }
    }

    public static bool IsPacked(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    public static async Task Write(Stream stream, PastRuns history, bool emails, CancellationToken cancellationToken)
    {
        HistoryHeader header = new(HistoryHeader.CurrentName, HistoryHeader.CurrentVersion, history.Tenants, history.ReadFrom, history.From, history.To);
        await Line(stream, JsonSerializer.SerializeToUtf8Bytes(header, HistoryJson.Default.HistoryHeader), cancellationToken);
        foreach (WorkflowRun run in history.Runs)
        {
            await Line(stream, RunLine.Of(run, emails), cancellationToken);
        }

        await Line(stream, JsonSerializer.SerializeToUtf8Bytes(new HistoryEnd(history.Runs.Count), HistoryJson.Default.HistoryEnd), cancellationToken);
    }

    private static async Task Line(Stream stream, ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(line, cancellationToken);
        await stream.WriteAsync(s_newLine, cancellationToken);
    }
}
