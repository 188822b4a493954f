using System.Diagnostics;
using System.Text.Json;
using WorkflowAlerts.Benchmarks.Measuring;
using WorkflowAlerts.Cli;

namespace WorkflowAlerts.Benchmarks.Running;

/// <summary>A process that is measured: at each line on standard input it works one round and answers with one line of figures; it ends with its input.</summary>
internal static class ChildLoop
{
    public static async Task Run(Dictionary<int, string> ports, Func<string, Task<string?>> work)
    {
        using HttpCounts counts = new(ports);
        await Console.Out.WriteLineAsync("ready");
        while (await Console.In.ReadLineAsync() is { } order)
        {
            string answer = JsonSerializer.Serialize(await Round(counts, () => work(order)), FiguresJson.Default.RoundFigures);
            await Console.Out.WriteLineAsync(answer);
        }
    }

    private static async Task<RoundFigures> Round(HttpCounts counts, Func<Task<string?>> work)
    {
        counts.Take();
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        long start = Stopwatch.GetTimestamp();
        string? error;
        try
        {
            error = await work();
        }
        catch (Exception e) when (e is not UsageException)
        {
            error = e.ToString();
        }

        return new RoundFigures
        {
            Seconds = Stopwatch.GetElapsedTime(start, Math.Max(counts.LastWrite, start)).TotalSeconds,
            Cpu = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds,
            Allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated,
            PeakMegabytes = ProcFiles.PeakMegabytes(Environment.ProcessId),
            Requests = counts.Take(),
            Error = error,
        };
    }
}
