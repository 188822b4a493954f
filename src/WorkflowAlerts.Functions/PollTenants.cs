using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Azure;

namespace WorkflowAlerts.Functions;

/// <summary>Polls the tenants that one order names, where there are too many for the timer alone.</summary>
public sealed class PollTenants(OrderedPolls polls)
{
    [Function(nameof(PollTenants))]
    public Task Run([QueueTrigger(StorageNames.PollQueue, Connection = StorageConnection.Setting)] QueueMessage message, CancellationToken cancellationToken) =>
        polls.Run(message.Body.ToString(), cancellationToken);
}
