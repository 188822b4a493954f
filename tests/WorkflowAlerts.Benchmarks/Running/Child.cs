using System.Diagnostics;
using System.Text.Json;
using WorkflowAlerts.Benchmarks.Measuring;

namespace WorkflowAlerts.Benchmarks.Running;

/// <summary>A process of this program that is measured, seen from the one that measures.</summary>
internal sealed class Child : IAsyncDisposable
{
    private const int Lines = 30;

    private readonly Process _process;
    private readonly Queue<string> _said = [];

    private Child(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginErrorReadLine();
    }

    public int ProcessId => _process.Id;

    public static async Task<Child> Start(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, "WorkflowAlerts.Benchmarks"))
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (string argument in (IEnumerable<string>)["child", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        Child child = new(Process.Start(start)!);
        return await child._process.StandardOutput.ReadLineAsync() == "ready" ? child : throw child.Ended();
    }

    /// <summary>Lets it work one round.</summary>
    public async Task<RoundFigures> Round(string order, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(order.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        string? line = await _process.StandardOutput.ReadLineAsync(cancellationToken);
        return line is null ? throw Ended() : JsonSerializer.Deserialize(line, FiguresJson.Default.RoundFigures)!;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            using CancellationTokenSource limit = new(TimeSpan.FromSeconds(5));
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private InvalidOperationException Ended()
    {
        lock (_said)
        {
            return new InvalidOperationException($"The measured process ended before its time. It said:\n{string.Join('\n', _said)}");
        }
    }

    private void Note(string? line)
    {
        lock (_said)
        {
            _said.Enqueue(line ?? "");
            if (_said.Count > Lines)
            {
                _said.Dequeue();
            }
        }
    }
}
