using System.Diagnostics;
using System.Reflection;

namespace WorkflowAlerts.Functions.Tests;

/// <summary>The function app as the process that the Functions host starts.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private static readonly string _app = typeof(AppProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "App").Value!;

    private readonly Process _process;
    private readonly Task<string> _errors;

    private AppProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
    }

    public bool IsRunning => !_process.HasExited;

    /// <summary>Starts the app with these settings over a configuration without mistakes; an empty value takes a setting away.</summary>
    public static AppProcess Start(LoopbackHost host, IReadOnlyDictionary<string, string> settings)
    {
        ProcessStartInfo start = new("dotnet", [
            _app, "--functions-uri", host.FunctionsHost, "--functions-worker-id", "worker", "--functions-request-id", "request",
            "--functions-grpc-max-message-length", "2147483647",
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Dictionary<string, string> whole = new()
        {
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            ["PollSchedule"] = "0 * * * * *",
            ["SweepSchedule"] = "0 30 3 * * *",
            ["WorkflowAlerts__Tenants__socktown__BaseUrl"] = "https://socktown.amperity.com/api",
            ["WorkflowAlerts__Tenants__socktown__AccessToken"] = "token",
            ["WorkflowAlerts__Destinations__data_team__Kind"] = "Slack",
            ["WorkflowAlerts__Destinations__data_team__WebhookUrl"] = "https://hooks.slack.com/services/a/b/c",
            ["WorkflowAlerts__DefaultTo__0"] = "data-team",
            ["NO_PROXY"] = "127.0.0.1",
            ["APPLICATIONINSIGHTS_STATSBEAT_DISABLED"] = "true",
            ["APPLICATIONINSIGHTS_SDKSTATS_DISABLED_ALL"] = "true",
        };
        foreach ((string name, string value) in whole.Concat(settings))
        {
            start.Environment[name] = value;
        }

        foreach ((string name, _) in settings.Where(setting => setting.Value.Length == 0))
        {
            start.Environment.Remove(name);
        }

        return new AppProcess(Process.Start(start)!);
    }

    /// <summary>Waits for the end; its exit code and what it wrote as errors.</summary>
    public async Task<(int ExitCode, string Errors)> End()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        return (_process.ExitCode, await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
