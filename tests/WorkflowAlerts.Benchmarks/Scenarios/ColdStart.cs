using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using WorkflowAlerts.Benchmarks.Measuring;
using WorkflowAlerts.Benchmarks.Simulating;
using WorkflowAlerts.Cli.Azurite;

namespace WorkflowAlerts.Benchmarks.Scenarios;

/// <summary>From the start of a process to its first request to Amperity: the command line, and beside it a generic host with nothing in it.</summary>
internal static class ColdStart
{
    private static readonly Workload s_workload = new() { Name = "cold-start", Runs = _ => [] };

    public static async Task<ScenarioFigures> Measure(int trials, CancellationToken cancellationToken)
    {
        await using Rig rig = await Rig.Start(cancellationToken);
        Dictionary<string, string> settings = rig.Settings(s_workload);
        List<double> ours = [];
        List<double> empty = [];

        // The first of each finds no file in the system's cache, and does not count.
        for (int i = 0; i <= Math.Max(trials, 3); i++)
        {
            ours.Add(await FirstRequest(rig.Amperity, settings, [typeof(AzuriteProcess).Assembly.Location, "run", "--once"], cancellationToken));
            empty.Add(await FirstRequest(rig.Amperity, settings, [typeof(ColdStart).Assembly.Location, "child", "host", rig.Amperity.BaseUrl.AbsoluteUri], cancellationToken));
        }

        double seconds = TrialFigures.Median(ours.Skip(1));
        double floor = TrialFigures.Median(empty.Skip(1));
        return new ScenarioFigures
        {
            Scenario = s_workload.Name,
            Trials = ours.Count - 1,
            Seconds = Math.Round(seconds, 3),
            FloorSeconds = Math.Round(floor, 3),
            RatioToFloor = Math.Round(seconds / floor, 2),
            Mark = "≤ 250 ms more than an empty generic host",
            Met = seconds - floor <= 0.250,
            Also = new() { ["more than an empty host, ms"] = Math.Round(1000 * (seconds - floor)) },
        };
    }

    /// <summary>The empty host: it starts, asks once, and ends.</summary>
    public static async Task EmptyHost(string url)
    {
        using IHost host = Host.CreateApplicationBuilder().Build();
        await host.StartAsync();
        using HttpClient http = new();
        using HttpResponseMessage _ = await http.GetAsync(url + "/workflow/runs");
        await host.StopAsync();
    }

    private static async Task<double> FirstRequest(AmperityServer amperity, Dictionary<string, string> settings, string[] arguments, CancellationToken cancellationToken)
    {
        amperity.Clear();
        ProcessStartInfo start = new("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        long started = TimeProvider.System.GetTimestamp();
        using Process process = Process.Start(start)!;
        string[] said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        return amperity.FirstAt > 0 ? TimeProvider.System.GetElapsedTime(started, amperity.FirstAt).TotalSeconds : throw new InvalidOperationException($"No request came from {arguments[^1]}: {string.Concat(said)}");
    }
}
