using Azure.Storage.Queues;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.IntegrationTests.Storage;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Faulting;

/// <summary>A message of another version, one of another program, one that is no text and one that is not even Base64 lie among the good ones.</summary>
internal sealed class BadMessagesOnTheQueue : FaultScenario
{
    public override string Name => "messages of other versions and programs among good ones";

    // Half a minute between the five tries of each bad message would only make the suite longer.
    public override string HostJson => """{"version":"2.0","extensions":{"queues":{"maxDequeueCount":5,"visibilityTimeout":"00:00:00.500"}}}""";

    public override async Task Prepare(FaultStage stage)
    {
        QueueClient queue = stage.Connection.Queues().GetQueueClient(StorageNames.AlertQueue);
        await queue.SendMessageAsync("""{"name":"workflow-alerts","version":99,"alerts":[{"form":"unknown"}]}""");
        await queue.SendMessageAsync("""{"name":"somebody else's","version":1}""");
        await queue.SendMessageAsync("no JSON at all");
        QueueClient raw = stage.Connection.Queues(options => options.MessageEncoding = QueueMessageEncoding.None).GetQueueClient(StorageNames.AlertQueue);
        await raw.SendMessageAsync("<not Base64>");
    }

    public override async IAsyncEnumerable<string> Faults(FaultStage stage)
    {
        int kept = await new PoisonedMessages(stage.Storage, Damage.None(), TimeProvider.System).Count(CancellationToken.None);
        int announced = stage.World.TeamsServer.Received.Count(message => message.Headline().StartsWith("Alerts could not be delivered", StringComparison.Ordinal));
        if (kept != 4 || announced == 0)
        {
            yield return $"{kept} of 4 bad messages are kept, {announced} announced";
        }
    }
}
