using WorkflowAlerts.Telling;
using System.Text;
using Azure.Storage.Queues;
using WorkflowAlerts.Queueing;

namespace WorkflowAlerts.Storage;

/// <summary>The alert queue in Azure Storage.</summary>
internal sealed class AlertQueue(QueueServiceClient queues) : IAlertQueue
{
    // Put Message: a time to live of -1 means that the message never expires; the default would be 7 days, and then silence.
    // https://learn.microsoft.com/rest/api/storageservices/put-message
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    // 64 KiB of Base64.
    private const int MaxBytes = 48 * 1024;

    private readonly QueueClient _alerts = queues.GetQueueClient(StorageNames.AlertQueue);
    private readonly QueueClient _poison = queues.GetQueueClient(StorageNames.PoisonQueue);

    public Task Send(string body, TimeSpan delay, CancellationToken cancellationToken) => Send(_alerts, body, delay, cancellationToken);

    public Task SendToPoison(string body, CancellationToken cancellationToken) => Send(_poison, body, TimeSpan.Zero, cancellationToken);

    public async Task<(int Alerts, int Poison)> Depths(CancellationToken cancellationToken)
    {
        int[] depths = await Task.WhenAll(Depth(_alerts, cancellationToken), Depth(_poison, cancellationToken));
        return (depths[0], depths[1]);
    }

    private static async Task<int> Depth(QueueClient queue, CancellationToken cancellationToken) =>
        (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;

    private static async Task Send(QueueClient queue, string body, TimeSpan delay, CancellationToken cancellationToken)
    {
        int size = Encoding.UTF8.GetByteCount(body);
        if (size > MaxBytes)
        {
            throw new ArgumentException($"A queue message holds at most {MaxBytes} bytes; this one has {size}.", nameof(body));
        }

        await queue.SendMessageAsync(body, delay > TimeSpan.Zero ? delay : TimeSpan.Zero, Forever, cancellationToken);
    }
}
