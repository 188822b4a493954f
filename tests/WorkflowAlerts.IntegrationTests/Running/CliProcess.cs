using System.Diagnostics;
using WorkflowAlerts.Cli.Azurite;
using WorkflowAlerts.IntegrationTests.Proving;

namespace WorkflowAlerts.IntegrationTests.Running;

/// <summary>The command line as a person runs it: a process of its own, in a folder of its own.</summary>
internal sealed record CliProcess(int ExitCode, string Output, string Errors)
{
    public static async Task<CliProcess> Run(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using Process process = Start(environment, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using CancellationTokenSource limit = new(Eventually.Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"workflow-alerts {string.Join(' ', arguments)} did not end within {Eventually.Limit}. {await output} {await errors}");
        }

        return new CliProcess(process.ExitCode, await output, await errors);
    }

    public static Process Start(IReadOnlyDictionary<string, string> environment, params string[] arguments) => StartWith(null, environment, arguments);

    /// <param name="hostJson">A <c>host.json</c> for the folder it runs in, or null for the one that comes with the program.</param>
    /// <param name="environment">Environment variables beside this process's own.</param>
    /// <param name="arguments">The command line.</param>
    public static Process StartWith(string? hostJson, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Directory.CreateTempSubdirectory("workflow-alerts-test-").FullName,
        };
        if (hostJson is not null)
        {
            File.WriteAllText(Path.Combine(start.WorkingDirectory, "host.json"), hostJson);
        }

        // That it ends by itself is what tests ask, not how soon.
        start.Environment["WORKFLOW_ALERTS_SECONDS_TO_END"] = $"{Eventually.Limit.TotalSeconds:0}";
        start.ArgumentList.Add(typeof(AzuriteProcess).Assembly.Location);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
