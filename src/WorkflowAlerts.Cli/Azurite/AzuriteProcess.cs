using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace WorkflowAlerts.Cli.Azurite;

/// <summary>
/// Azure Storage's emulator as a child process on free loopback ports, with its data on disk: in memory its queue stands still for seconds to minutes
/// once thousands of messages went through.
/// </summary>
internal sealed partial class AzuriteProcess : IAsyncDisposable
{
    // Public, and the same for every emulator: https://learn.microsoft.com/azure/storage/common/storage-connect-azurite
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    // On a busy machine Node.js needs minutes to read what Azurite consists of. One that cannot start ends, which is noticed at once.
    internal static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(3);

    private readonly Process _process;
    private readonly string? _temporary;

    private readonly Uri _queue;
    private readonly Uri _table;

    private AzuriteProcess(Process process, string? temporary, Uri queue, Uri table) => (_process, _temporary, _queue, _table) = (process, temporary, queue, table);

    /// <summary>The connection string for its queues and tables.</summary>
    public string ConnectionString => ConnectionStringOf(Account);

    /// <summary>Its process id, for whoever measures it.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts Azurite and waits until its queue and table answer.</summary>
    /// <param name="folder">Where to keep the data; null for a temporary folder that goes with the process.</param>
    /// <param name="cancellationToken">Ends the wait, and the process.</param>
    /// <param name="accounts">More storage accounts for it to have, each with queues and tables of its own.</param>
    /// <exception cref="UsageException">Node.js or Azurite is missing, or Azurite did not start.</exception>
    public static async Task<AzuriteProcess> Start(string? folder, CancellationToken cancellationToken, params IReadOnlyList<string> accounts)
    {
        string? temporary = folder is null ? Directory.CreateTempSubdirectory("workflow-alerts-").FullName : null;
        Process process = Launch(folder ?? temporary!, accounts);
        try
        {
            (Uri queue, Uri table) = await Addresses(process, cancellationToken);
            return new AzuriteProcess(process, temporary, queue, table);
        }
        catch
        {
            await End(process, temporary);
            throw;
        }
    }

    /// <summary>The connection string for the queues and tables of an account.</summary>
    public string ConnectionStringOf(string account) => $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={Key};QueueEndpoint={_queue}{account};TableEndpoint={_table}{account};";

    public async ValueTask DisposeAsync() => await End(_process, _temporary);

    private static Process Launch(string folder, IReadOnlyList<string> accounts)
    {
        Directory.CreateDirectory(folder);
        ProcessStartInfo start = new("node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            ArgumentList =
            {
                AzuriteFolder.StartScript(), "--silent", "--skipApiVersionCheck", "--disableTelemetry", "--location", folder,
                "--blobHost", "127.0.0.1", "--queueHost", "127.0.0.1", "--tableHost", "127.0.0.1", "--blobPort", "0", "--queuePort", "0", "--tablePort", "0",
            },
            Environment = { ["AZURITE_ACCOUNTS"] = string.Join(';', accounts.Prepend(Account).Select(account => $"{account}:{Key}")) },
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new UsageException("Node.js is not installed, and Azurite needs it. Install Node.js 20 or later (https://nodejs.org), or set AzureWebJobsStorage to a storage account.", e);
        }
    }

    private static async Task<(Uri Queue, Uri Table)> Addresses(Process process, CancellationToken cancellationToken)
    {
        StringBuilder said = new();
        process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        process.BeginErrorReadLine();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        Dictionary<string, Uri> listening = [];
        try
        {
            while (listening.Count < 3)
            {
                string? line = await process.StandardOutput.ReadLineAsync(limit.Token)
                    ?? throw new UsageException($"Azurite did not start. {said.ToString().Trim()}");
                if (Listening().Match(line) is { Success: true } match)
                {
                    listening[match.Groups[1].Value] = new Uri(match.Groups[2].Value + "/");
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UsageException($"Azurite did not start within {StartLimit.TotalMinutes:0} minutes. {said.ToString().Trim()}");
        }

        // Read on, so that a full pipe never stops it.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return (listening["Queue"], listening["Table"]);
    }

    private static async Task End(Process process, string? temporary)
    {
        process.StandardInput.Close();
        try
        {
            using CancellationTokenSource limit = new(StopLimit);
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
        if (temporary is not null)
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    [GeneratedRegex(@"^Azurite (\w+) service is successfully listening at (http://[^\s]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Listening();
}
