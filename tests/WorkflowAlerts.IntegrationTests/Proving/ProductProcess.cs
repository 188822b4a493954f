using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.AspNetCore.Http;
using WorkflowAlerts.IntegrationTests.Running;

namespace WorkflowAlerts.IntegrationTests.Proving;

/// <summary>The product's command <c>run</c> as a process, polling every second, with a proxy in front of everything it talks to.</summary>
internal sealed class ProductProcess : IAsyncDisposable
{
    private readonly Edges _edges;
    private readonly Process _process;
    private readonly StringBuilder _said = new();

    private ProductProcess(Edges edges, Process process)
    {
        _edges = edges;
        _process = process;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool HasExited => _process.HasExited;

    /// <summary>What it printed last.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    public static async Task<ProductProcess> Start(World world, string storage, Func<string, Moment, HttpContext, Task<bool>> act, Action<Dictionary<string, string>>? change = null, string? hostJson = null)
    {
        Edges edges = await Edges.Start(world, storage, act);
        edges.Settings["WorkflowAlerts__Polling__Schedule"] = "*/1 * * * * *";
        change?.Invoke(edges.Settings);
        return new ProductProcess(edges, CliProcess.StartWith(hostJson, edges.Settings, "run"));
    }

    /// <summary>SIGKILL: no code of the process runs any more.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGTERM, as a host sends it when it scales in. Returns whether the process ended by itself and without an error.</summary>
    public async Task<bool> Stop()
    {
        SendSignal(_process.Id, 15);
        using CancellationTokenSource limit = new(Eventually.Limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            return _process.ExitCode == 0;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public Task Ended(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        await _edges.DisposeAsync();
    }

    private void Note(string? line)
    {
        lock (_said)
        {
            _said.AppendLine(line);
        }
    }

    // .NET can end a process, but not ask it to.
    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int process, int signal);
}
