using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Cli.Hosting;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Cli.Operating;

/// <summary>What the operating commands have in common: they look at the storage that the product works on, and touch nothing before their input is good.</summary>
internal static class OperatingCommand
{
    /// <param name="settings">The settings file, or null for those of this folder.</param>
    /// <param name="verbose">Whether to log everything.</param>
    /// <param name="check">Looks at the input in the light of the configuration, before storage is opened; throws what is wrong.</param>
    /// <param name="work">The command; returns its exit code.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<int> Run(
        string? settings, bool verbose, Action<WorkflowAlertsOptions> check, Func<IServiceProvider, Task<int>> work, CancellationToken cancellationToken)
    {
        // Nothing is sent and nothing asked: whoever operates an app in Azure needs none of its secrets.
        IConfiguration configuration = DraftConfiguration.Completed(LocalSettings.Load(settings));
        await using (ServiceProvider unopened = LocalHost.Build(configuration, verbose: false, LogLevel.None))
        {
            check(unopened.GetRequiredService<IOptions<WorkflowAlertsOptions>>().Value);
        }

        await using LocalStorage storage = await LocalStorage.Ensure(configuration, cancellationToken);
        await using ServiceProvider product = LocalHost.Build(storage.Configuration, verbose, LogLevel.Warning);
        await product.GetRequiredService<IStorage>().EnsureCreated(cancellationToken);
        return await work(product);
    }

    /// <summary>Throws unless the configuration has the tenant.</summary>
    public static void KnowTenant(WorkflowAlertsOptions options, string? tenant)
    {
        if (tenant is not null && !options.Tenants.ContainsKey(tenant))
        {
            throw new UsageException($"There is no tenant \"{Printable.Of(tenant)}\" in the configuration. It has {string.Join(", ", options.Tenants.Keys.Order(StringComparer.Ordinal))}.");
        }
    }

    /// <summary>Throws unless the configuration has the destination.</summary>
    public static void KnowDestination(WorkflowAlertsOptions options, string? destination)
    {
        if (destination is not null && !options.Destinations.ContainsKey(destination))
        {
            throw new UsageException(
                $"There is no destination \"{Printable.Of(destination)}\" in the configuration. It has {string.Join(", ", options.Destinations.Keys.Order(StringComparer.Ordinal))}.");
        }
    }
}
