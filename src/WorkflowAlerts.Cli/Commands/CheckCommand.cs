using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Cli.Checking;
using WorkflowAlerts.Cli.Hosting;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Cli.Commands;

/// <summary><c>check</c>: validates the configuration and tries every edge, one line each.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        Option<bool> sendTest = new("--send-test") { Description = "Post a test message to every destination." };
        Option<string?> settings = CommonOptions.Settings();
        Option<bool> verbose = CommonOptions.Verbose();
        Command command = new("check", "Validate the configuration and try every edge: storage, tokens, runs and, with --send-test, webhooks.") { sendTest, settings, verbose };
        command.SetAction((parsed, cancellationToken) => CommonOptions.Run(
            parsed.GetValue(verbose),
            () => Check(parsed.GetValue(settings), parsed.GetValue(sendTest), parsed.GetValue(verbose), cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<int> Check(string? settings, bool sendTest, bool verbose, CancellationToken cancellationToken)
    {
        IConfiguration configuration = LocalSettings.Load(settings);
        await LocalHost.Validate(configuration);
        await using LocalStorage storage = await LocalStorage.Ensure(configuration, cancellationToken);
        await using ServiceProvider product = LocalHost.Build(storage.Configuration, verbose, LogLevel.Critical);
        WorkflowAlertsOptions options = product.GetRequiredService<IOptions<WorkflowAlertsOptions>>().Value;
        bool failed = Print(CheckResult.Ok(
            "configuration", $"tenants: {options.Tenants.Count}, destinations: {options.Destinations.Count}, routes: {options.Routes.Count}"));

        EdgeChecks checks = ActivatorUtilities.CreateInstance<EdgeChecks>(product);
        failed |= Print(await checks.Storage(cancellationToken));
        foreach (string tenant in options.Tenants.Keys.Order(StringComparer.Ordinal))
        {
            failed |= Print([.. await checks.Tenant(tenant, cancellationToken)]);
        }

        // Without the runs there is nothing to say about what matches them, and why is told above.
        failed |= !failed && Print(await ActivatorUtilities.CreateInstance<GlobChecks>(product).Run(cancellationToken));
        foreach (Destination destination in product.GetRequiredService<Destinations>().All.OrderBy(destination => destination.Name, StringComparer.Ordinal))
        {
            failed |= Print(await checks.Destination(destination, sendTest, cancellationToken));
        }

        return failed ? ExitCode.Failed : ExitCode.Good;
    }

    private static bool Print(params CheckResult[] results)
    {
        foreach (CheckResult result in results)
        {
            Console.WriteLine(result);
        }

        return results.Any(result => result.Failed);
    }
}
