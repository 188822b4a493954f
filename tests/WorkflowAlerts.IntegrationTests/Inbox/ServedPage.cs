using System.Diagnostics;
using WorkflowAlerts.IntegrationTests.Proving;
using WorkflowAlerts.IntegrationTests.Running;

namespace WorkflowAlerts.IntegrationTests.Inbox;

/// <summary>The command line as a process with a page: <c>demo</c>, or <c>run --inbox</c>.</summary>
internal sealed class ServedPage : IAsyncDisposable
{
    private readonly Process _process;

    private readonly Task<string> _output;

    private ServedPage(Process process, Task<string> output, Uri address)
    {
        _process = process;
        _output = output;
        Address = address;
    }

    public Uri Address { get; }

    public static Task<ServedPage> OfDemo() => Start(new Dictionary<string, string>(), "demo", "--seed", "3");

    public static async Task<ServedPage> Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        Process process = CliProcess.Start(environment, arguments);
        using CancellationTokenSource limit = new(Eventually.Limit);
        try
        {
            string first = await process.StandardOutput.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException($"The program did not start: {await process.StandardError.ReadToEndAsync(limit.Token)}");

            // Read on, so that a full pipe never stops it.
            Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
            return new ServedPage(process, output, new Uri(first[first.IndexOf("http", StringComparison.Ordinal)..].Trim()));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Ends it as Ctrl-C does. Returns its exit code and what it printed.</summary>
    public async Task<(int ExitCode, string Output)> Stop()
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        using CancellationTokenSource limit = new(Eventually.Limit);
        await _process.WaitForExitAsync(limit.Token);
        return (_process.ExitCode, await _output);
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
