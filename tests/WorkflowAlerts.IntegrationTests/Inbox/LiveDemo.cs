using System.Diagnostics;
using WorkflowAlerts.IntegrationTests.Running;

namespace WorkflowAlerts.IntegrationTests.Inbox;

/// <summary>The real <c>demo</c>, as a process, with its page.</summary>
internal sealed class LiveDemo : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly Process _process;

    private LiveDemo(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<LiveDemo> Start()
    {
        Process process = CliProcess.Start(new Dictionary<string, string>(), "demo", "--seed", "3");
        using CancellationTokenSource limit = new(StartLimit);
        try
        {
            string first = await process.StandardOutput.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException($"The demo did not start: {await process.StandardError.ReadToEndAsync(limit.Token)}");

            // Read on, so that a full pipe never stops it.
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
            return new LiveDemo(process, new Uri(first[first.IndexOf("http", StringComparison.Ordinal)..].Trim()));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Ends it as Ctrl-C does.</summary>
    public async Task Stop()
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Ends it as a crash does.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
