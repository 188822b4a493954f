using WorkflowAlerts.Sending;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Azure;

namespace WorkflowAlerts.Functions;

/// <summary>Delivers the alerts of one queue message.</summary>
public sealed class DeliverAlert(AlertPipeline pipeline)
{
    // The message itself and no object of ours: a body that does not bind fails before any code runs, without a clear error.
    [Function(nameof(DeliverAlert))]
    public Task Run([QueueTrigger(StorageNames.AlertQueue, Connection = StorageConnection.Setting)] QueueMessage message, CancellationToken cancellationToken) =>
        pipeline.Run(message.Body.ToString(), cancellationToken);
}
