using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Azure;

namespace WorkflowAlerts.Functions;

/// <summary>Keeps what could not be delivered and tells the operations destinations of it.</summary>
public sealed class ReportPoisonedAlert(PoisonReport report)
{
    [Function(nameof(ReportPoisonedAlert))]
    public Task Run([QueueTrigger(StorageNames.PoisonQueue, Connection = StorageConnection.Setting)] QueueMessage message, CancellationToken cancellationToken) =>
        report.Run(message.Body.ToString(), cancellationToken);
}
