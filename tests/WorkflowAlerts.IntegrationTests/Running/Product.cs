using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Sending;
using WorkflowAlerts.Storage;

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

    /// <summary>Delivers what is on the queue now, and what that puts there.</summary>
    public static async Task DeliverAll(this ServiceProvider product, AzuriteFixture azurite, CancellationToken cancellationToken)
    {
        QueueClient queue = azurite.Connection.Queues().GetQueueClient(StorageNames.AlertQueue);
        while ((await queue.ReceiveMessageAsync(cancellationToken: cancellationToken)).Value is { } message)
        {
            await product.GetRequiredService<AlertPipeline>().Run(message.Body.ToString(), cancellationToken);
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
        }
    }
}
