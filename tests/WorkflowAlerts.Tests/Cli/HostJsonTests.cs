using WorkflowAlerts.Telling;
using WorkflowAlerts.Cli;
using WorkflowAlerts.Cli.Hosting;

namespace WorkflowAlerts.Tests.Cli;

public sealed class HostJsonTests
{
    [Fact]
    public void The_queue_settings_of_the_repository_are_read()
    {
        HostJson settings = HostJson.Load(Path.Combine(AppContext.BaseDirectory, "host.json"));

        Assert.Equal((8, 4, 5), (settings.BatchSize, settings.NewBatchThreshold, settings.MaxDequeueCount));
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(10)), (settings.VisibilityTimeout, settings.MaxPollingInterval));
    }

    [Fact]
    public void What_is_not_set_has_the_default_of_the_functions_host()
    {
        HostJson settings = Load("""{ "version": "2.0" /* nothing else */ }""");

        Assert.Equal((16, 5, TimeSpan.Zero, TimeSpan.FromMinutes(1)), (settings.BatchSize, settings.MaxDequeueCount, settings.VisibilityTimeout, settings.MaxPollingInterval));
    }

    [Theory]
    [InlineData("""{ "extensions": { "queues": { "batchSize": 33 } } }""", "batchSize is 33; it must be from 1 to 32")]
    [InlineData("""{ "extensions": { "queues": { "maxDequeueCount": 0 } } }""", "maxDequeueCount is 0")]
    [InlineData("""{ "extensions": { "queues": { "visibilityTimeout": "soon" } } }""", "extensions.queues")]
    [InlineData("""{ "extensions": { "queues": { "batchSize": "many" } } }""", "extensions.queues")]
    [InlineData("""{ "extensions": """, "extensions.queues")]
    public void A_mistake_is_told_with_the_file_and_the_setting(string json, string expected)
    {
        UsageException refused = Assert.Throws<UsageException>(() => Load(json));

        Assert.Contains("host.json", refused.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    private static HostJson Load(string json)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "host.json");
        File.WriteAllText(path, json);
        return HostJson.Load(path);
    }
}
