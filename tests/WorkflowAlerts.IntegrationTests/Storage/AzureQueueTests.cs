using WorkflowAlerts.Telling;
using Azure.Storage.Queues;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class AzureQueueTests(AzuriteFixture azurite) : QueueContract, IClassFixture<AzuriteFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private QueueClient Raw => azurite.Connection.Queues(options => options.MessageEncoding = QueueMessageEncoding.None).GetQueueClient(StorageNames.AlertQueue);

    [Fact]
    public async Task A_message_is_Base64_and_never_expires()
    {
        await (await Queue()).Send("{\"größe\":1}", TimeSpan.Zero, null, Stop);

        var message = Assert.Single((await Raw.PeekMessagesAsync(32, Stop)).Value);
        Assert.Equal("{\"größe\":1}"u8.ToArray(), Convert.FromBase64String(message.Body.ToString()));
        Assert.True(message.ExpiresOn > TimeProvider.System.GetUtcNow().AddYears(100));
    }

    private protected override async Task<IQueue> Queue()
    {
        await Raw.ClearMessagesAsync(Stop);
        return azurite.Storage.Queue(StorageNames.AlertQueue);
    }

    private protected override Task SendForeign(string text) => Raw.SendMessageAsync(text, Stop);

    private protected override Task Pass(TimeSpan time) => Task.Delay(time, TimeProvider.System, Stop);
}
