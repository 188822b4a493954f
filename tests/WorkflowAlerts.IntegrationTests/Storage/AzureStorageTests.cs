using WorkflowAlerts.Telling;
using Microsoft.Extensions.Configuration;
using WorkflowAlerts.Storage.Azure;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class AzureStorageTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Creating_what_is_there_changes_nothing() => await azurite.Storage.EnsureCreated(Stop);

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
