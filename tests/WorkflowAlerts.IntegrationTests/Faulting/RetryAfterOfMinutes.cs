using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using WorkflowAlerts.IntegrationTests.Proving;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Faulting;

/// <summary>Slack asks to stay away for long: the messages wait on the queue, and no try is spent on waiting.</summary>
internal sealed class RetryAfterOfMinutes : FaultScenario
{
    private long _mostDequeued;

    public override string Name => "a Retry-After that is long";

    public override TimeSpan Lasts => TimeSpan.FromSeconds(18);

    public override async Task<bool> Act(string boundary, Moment moment, HttpContext context) =>
        boundary == "slack POST" && moment == Moment.Before && await Answer(context, 429, "rate_limited", retryAfter: "20");

    public override async Task Look(FaultStage stage)
    {
        PeekedMessage[] messages = await stage.Connection.Queues().GetQueueClient(StorageNames.AlertQueue).PeekMessagesAsync(32);
        _mostDequeued = Math.Max(_mostDequeued, messages.Select(message => message.DequeueCount).DefaultIfEmpty().Max());
    }

    public override async IAsyncEnumerable<string> Faults(FaultStage stage)
    {
        await Task.CompletedTask;
        if (_mostDequeued > 1)
        {
            yield return $"a message was taken off the queue {_mostDequeued} times while it waited";
        }
    }
}
