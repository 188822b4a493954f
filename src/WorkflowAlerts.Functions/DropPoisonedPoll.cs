using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Azure;

namespace WorkflowAlerts.Functions;

/// <summary>Lets poll orders go that could not be done: the next tick has ordered the same anew, and nothing may pile up.</summary>
public sealed class DropPoisonedPoll
{
    [Function(nameof(DropPoisonedPoll))]
    public void Run([QueueTrigger(StorageNames.PollPoisonQueue, Connection = StorageConnection.Setting)] QueueMessage message)
    {
    }
}
