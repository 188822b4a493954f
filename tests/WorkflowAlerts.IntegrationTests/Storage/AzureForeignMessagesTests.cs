using Azure.Storage.Queues;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class AzureForeignMessagesTests : ForeignMessagesContract, IClassFixture<AzuriteFixture>
{
    private readonly QueueServiceClient _raw;

    public AzureForeignMessagesTests(AzuriteFixture azurite)
        : base(azurite.Storage) => _raw = azurite.Connection.Queues(options => options.MessageEncoding = QueueMessageEncoding.None);

    private protected override Task SendForeign(string queue, string text) =>
        _raw.GetQueueClient(queue).SendMessageAsync(text, TestContext.Current.CancellationToken);
}
