using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Replaying.Filing;

/// <summary>Reads a saved history. Whatever is wrong with the file is said with its name and the line.</summary>
internal sealed class HistoryReader
{
    private const int LinesBetweenWords = 500;
    private const string HowToMend = "Save it again with \"workflow-alerts replay --save\".";

    private readonly string _name;
    private readonly StreamReader _lines;
    private readonly Action _told;
    private long _line;

    private HistoryReader(string name, Stream stream, Action told)
    {
        _name = name;
        _told = told;

        // Bytes that are no UTF-8 are damage, and not to be passed over.
        _lines = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
    }

    /// <param name="path">The file.</param>
    /// <param name="progress">Told how far it has come, from 0 to 1.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="UsageException">The file is not there, is no history, is of another version, is cut off or is damaged.</exception>
    public static async Task<PastRuns> Read(string path, Action<double> progress, CancellationToken cancellationToken)
    {
        try
        {
            await using Stream file = File.OpenRead(path);
            await using Stream stream = HistoryWriter.IsPacked(path) ? new GZipStream(file, CompressionMode.Decompress) : file;

            // By the file and not by what is unpacked from it, whose length nobody knows.
            return await new HistoryReader(path, stream, () => progress((double)file.Position / Math.Max(1, file.Length))).Read(cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UsageException($"The file {path} cannot be read: {e.Message}", e);
        }
    }

    /// <param name="name">What messages call the file.</param>
    /// <param name="stream">Its content, unpacked.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<PastRuns> Read(string name, Stream stream, CancellationToken cancellationToken) => await new HistoryReader(name, stream, () => { }).Read(cancellationToken);

    private async Task<PastRuns> Read(CancellationToken cancellationToken)
    {
        HistoryHeader header = Header(await Next(cancellationToken) ?? throw Wrong("the file is empty"));
        HashSet<string> tenants = [.. header.Tenants!];
        List<WorkflowRun> runs = [];
        while (true)
        {
            string line = await Next(cancellationToken) ?? throw Wrong($"the file is cut off: the last line, with the number of runs, is missing");
            if (End(line) is { } end)
            {
                if (end != runs.Count)
                {
                    throw Wrong($"there should be {end} runs before this line, and there are {runs.Count}; lines were lost or added");
                }

                return await Next(cancellationToken) is null
                    ? new PastRuns { Tenants = header.Tenants!, ReadFrom = header.ReadFrom!.Value, From = header.From!.Value, To = header.To!.Value, Runs = runs }
                    : throw Wrong("something comes after the end");
            }

            runs.Add(await Run(line, tenants, cancellationToken));
        }
    }

    private HistoryHeader Header(string line)
    {
        HistoryHeader? header = Parse(line, HistoryJson.Default.HistoryHeader);
        if (header?.Name != HistoryHeader.CurrentName)
        {
            throw new UsageException($"{_name} is no saved history: its first line does not name \"{HistoryHeader.CurrentName}\". Give a file that \"workflow-alerts replay --save\" has written.");
        }

        if (header.Version != HistoryHeader.CurrentVersion)
        {
            throw new UsageException(
                $"{_name}, line 1: the history is of version {header.Version}, and this program reads version {HistoryHeader.CurrentVersion}. Use the program that saved it, or save it again with this one.");
        }

        return header is { Tenants: not null, ReadFrom: { } readFrom, From: { } from, To: { } to } && readFrom <= from && from < to && header.Tenants.All(tenant => tenant is not null)
            ? header
            : throw Wrong("the heading lacks tenants, read_from, from or to, or these are in no order");
    }

    private async Task<WorkflowRun> Run(string line, HashSet<string> tenants, CancellationToken cancellationToken)
    {
        try
        {
            string? tenant;
            byte[] bytes = Encoding.UTF8.GetBytes(line);
            using (JsonDocument json = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 512 }))
            {
                tenant = json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("tenant", out JsonElement named) && named.ValueKind == JsonValueKind.String ? named.GetString() : null;
            }

            if (tenant is null || !tenants.Contains(tenant))
            {
                throw Wrong("the run names none of the tenants in the heading");
            }

            return await RunPageParser.ParseRun(new MemoryStream(bytes, writable: false), tenant, cancellationToken);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Wrong("this is no JSON; the file is damaged or cut off");
        }
        catch (AmperityException)
        {
            throw Wrong("this is no run: it has no id, or no date that can be read");
        }
    }

    private long? End(string line) => line.StartsWith("{\"runs\":", StringComparison.Ordinal) ? Parse(line, HistoryJson.Default.HistoryEnd)?.Runs ?? throw Wrong("the number of runs cannot be read") : null;

    private T? Parse<T>(string line, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(line, type);
        }
        catch (JsonException)
        {
            // What is no JSON on the first line is no history at all; elsewhere it is damage.
            return _line == 1 ? default : throw Wrong("this is no JSON; the file is damaged or cut off");
        }
    }

    private async Task<string?> Next(CancellationToken cancellationToken)
    {
        if (++_line % LinesBetweenWords == 0)
        {
            _told();
        }

        try
        {
            return await _lines.ReadLineAsync(cancellationToken);
        }
        catch (DecoderFallbackException)
        {
            throw Wrong("there are bytes that are no text; the file is damaged");
        }
        catch (InvalidDataException)
        {
            throw Wrong("it cannot be unpacked; the file is damaged or cut off, or not packed although its name ends in .gz");
        }
    }

    private UsageException Wrong(string what) => new($"{_name}, line {_line}: {what}. {HowToMend}");
}
