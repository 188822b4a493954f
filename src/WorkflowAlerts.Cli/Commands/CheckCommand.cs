using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Spectre.Console;
using WorkflowAlerts.Cli.Checking;
using WorkflowAlerts.Cli.Hosting;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Simulation;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Memory;

namespace WorkflowAlerts.Cli.Commands;

/// <summary><c>check</c>: validates the configuration, shows what it does, and tries every edge, one line each.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        Option<bool> sendTest = new("--send-test") { Description = "Post a test message to every destination." };
        Option<bool> routes = new("--routes") { Description = "Only print the routing, with a warning for routes that nothing can reach. Touches no network." };
        Option<string?> whatIf = new("--what-if")
        {
            Description = $"Only tell what would become of such a run, and why. Pairs are separated by commas; a value with a comma stands in quotes: 'attribution=platform,name=\"Win-back, spring\"'. Touches no network. Keys: {WhatIfArgument.Keys}.",
            HelpName = "KEY=VALUE,...",
        };
        Option<bool> json = new("--json") { Description = "With --what-if: print one JSON object, and nothing else." };
        Option<string?> settings = CommonOptions.Settings();
        Option<bool> verbose = CommonOptions.Verbose();
        Command command = new("check", "Validate the configuration, print the routing, and try every edge: storage, tokens, runs and, with --send-test, webhooks.") { sendTest, routes, whatIf, json, settings, verbose };
        command.AddRule(result =>
        {
            if ((result.GetValue(sendTest) ? 1 : 0) + (result.GetValue(routes) ? 1 : 0) + (result.GetValue(whatIf) is null ? 0 : 1) > 1)
            {
                result.AddError("--send-test, --routes and --what-if do not go together: give one.");
            }

            if (result.GetValue(json) && result.GetValue(whatIf) is null)
            {
                result.AddError("--json goes with --what-if.");
            }
        });
        command.SetAction((parsed, cancellationToken) => CommonOptions.Run(
            parsed.GetValue(verbose), parsed.GetValue(settings),
            () => parsed.GetValue(whatIf) is { } what ? Try(parsed.GetValue(settings), what, parsed.GetValue(json))
                : parsed.GetValue(routes) ? Routes(parsed.GetValue(settings))
                : Check(parsed.GetValue(settings), parsed.GetValue(sendTest), parsed.GetValue(verbose), cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<int> Routes(string? settings)
    {
        await using ServiceProvider product = LocalHost.Build(DraftConfiguration.Completed(LocalSettings.Load(settings)), verbose: false, LogLevel.None);
        PrintRoutes(product.GetRequiredService<IOptions<WorkflowAlertsOptions>>().Value);
        return ExitCode.Good;
    }

    private static async Task<int> Try(string? settings, string text, bool json)
    {
        SimulatedClock clock = new(TimeProvider.System.GetUtcNow());
        await using ServiceProvider product = LocalHost.Build(
            DraftConfiguration.Completed(LocalSettings.Load(settings)), verbose: false, LogLevel.None,
            services => services.AddSingleton<TimeProvider>(clock).AddSingleton<IStorage, MemoryStorage>());
        WhatIf what = WhatIfArgument.Read(text, product.GetRequiredService<IOptions<WorkflowAlertsOptions>>().Value, clock.GetUtcNow());
        clock.Set(what.At);
        WhatIfReport report = await ActivatorUtilities.CreateInstance<WhatIfTrial>(product).Of(what, CancellationToken.None);
        foreach (string line in json ? [report.ToJson()] : WhatIfText.Lines(report))
        {
            Console.WriteLine(line);
        }

        return ExitCode.Good;
    }

    private static void PrintRoutes(WorkflowAlertsOptions options)
    {
        RoutingTable.Print(options, AnsiConsole.Console);
        Print([.. RouteReach.Check(options)]);
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
        PrintRoutes(options);
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
