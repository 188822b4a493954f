using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WorkflowAlerts.IntegrationTests.Running;

/// <summary>The product's own composition, in this process.</summary>
internal static class Product
{
    public static ServiceProvider Compose(IReadOnlyDictionary<string, string> settings, Action<ILoggingBuilder>? logging = null, TimeProvider? time = null)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value)))
            .Build();
        ServiceProvider product = new ServiceCollection()
            .AddSingleton(time ?? TimeProvider.System)
            .AddLogging(logging ?? (_ => { }))
            .AddWorkflowAlerts(configuration)
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        product.GetRequiredService<IStartupValidator>().Validate();
        return product;
    }
}
