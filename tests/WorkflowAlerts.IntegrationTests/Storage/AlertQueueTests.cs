using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Configuration;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class AlertQueueTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_base64_and_never_expires()
    {
        AlertQueue queue = new(azurite.Connection.Queues());

        await queue.SendToPoison("{\"größe\":1}", Stop);

        QueueClient raw = azurite.Connection.Queues(options => options.MessageEncoding = QueueMessageEncoding.None).GetQueueClient(StorageNames.PoisonQueue);
        PeekedMessage message = Assert.Single((await raw.PeekMessagesAsync(32, Stop)).Value);
        Assert.Equal("{\"größe\":1}"u8.ToArray(), Convert.FromBase64String(message.Body.ToString()));
        Assert.True(message.ExpiresOn > TimeProvider.System.GetUtcNow().AddYears(100));
    }

    [Fact]
    public async Task A_message_stays_hidden_for_its_delay_and_one_that_is_too_big_is_refused_by_its_size()
    {
        AlertQueue queue = new(azurite.Connection.Queues());

        await queue.Send("later", TimeSpan.FromMinutes(5), Stop);
        await queue.Send(new string('x', 48 * 1024), TimeSpan.FromMinutes(5), Stop);
        ArgumentException tooBig = await Assert.ThrowsAsync<ArgumentException>(() => queue.Send(new string('x', (48 * 1024) + 1), TimeSpan.Zero, Stop));

        Assert.Contains("49153", tooBig.Message, StringComparison.Ordinal);
        QueueClient alerts = azurite.Connection.Queues().GetQueueClient(StorageNames.AlertQueue);
        Assert.Empty((await alerts.PeekMessagesAsync(32, Stop)).Value);
        Assert.Equal(2, (await alerts.GetPropertiesAsync(Stop)).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task Creating_what_is_there_changes_nothing() =>
        await new StorageSetup(azurite.Connection.Queues(), azurite.Connection.Tables()).EnsureCreated(Stop);

    [Theory]
    [InlineData(null, null, "AzureWebJobsStorage is not set")]
    [InlineData("AccountName=x;AccountKey=very-secret-key", null, "AzureWebJobsStorage is no connection string")]
    [InlineData(null, "http://account.queue.core.windows.net", "queueServiceUri is no https address")]
    public void A_missing_or_malformed_setting_is_named_with_its_mend_and_without_its_key(string? value, string? address, string expected)
    {
        StorageConnection connection = new(new ConfigurationBuilder()
            .AddInMemoryCollection([new("AzureWebJobsStorage", value), new("AzureWebJobsStorage:queueServiceUri", address)])
            .Build());

        StorageSettingException refused = Assert.Throws<StorageSettingException>(() => connection.Queues());

        Assert.Contains(expected, refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", refused.ToString(), StringComparison.Ordinal);
    }
}
