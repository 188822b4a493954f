using WorkflowAlerts.Telling;
using System.Net;
using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace WorkflowAlerts.Storage.Azure;

/// <summary>A queue in Azure Storage, whose messages are Base64, as the Functions host reads them.</summary>
internal sealed class AzureQueue(QueueClient queue, ILogger logger) : IQueue
{
    // Put Message: a time to live of -1 means that the message never expires; the default would be 7 days, and then silence.
    // https://learn.microsoft.com/rest/api/storageservices/put-message
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    private readonly Recreation _existing = new(
        $"The queue {queue.Name}", stop => queue.CreateIfNotExistsAsync(cancellationToken: stop), logger);

    public async Task<QueueReceipt> Send(string body, TimeSpan delay, TimeSpan? life, CancellationToken cancellationToken)
    {
        string encoded = Convert.ToBase64String(QueueBody.Bytes(body));
        TimeSpan hidden = delay > TimeSpan.Zero ? delay : TimeSpan.Zero;
        SendReceipt sent = await _existing.Do(
            async () => (await queue.SendMessageAsync(encoded, hidden, life ?? Forever, cancellationToken)).Value, cancellationToken);
        return new QueueReceipt(sent.MessageId, sent.PopReceipt);
    }

    public async Task<IReadOnlyList<QueuedMessage>> Receive(int most, TimeSpan hidden, CancellationToken cancellationToken)
    {
        QueueMessage[] messages = await _existing.Do(
            async () => (await queue.ReceiveMessagesAsync(Math.Min(most, IQueue.Most), hidden, cancellationToken)).Value, cancellationToken);
        return [
            .. messages.Select(message => Read(message.Body, new QueueReceipt(message.MessageId, message.PopReceipt), message.DequeueCount)),
        ];
    }

    public async Task<QueueReceipt?> Hide(QueueReceipt receipt, TimeSpan time, CancellationToken cancellationToken)
    {
        try
        {
            UpdateReceipt hidden = await queue.UpdateMessageAsync(
                receipt.Id, receipt.Receipt, visibilityTimeout: time, cancellationToken: cancellationToken);
            return receipt with { Receipt = hidden.PopReceipt };
        }
        catch (RequestFailedException e) when (IsLost(e))
        {
            return null;
        }
    }

    public async Task<bool> Delete(QueueReceipt receipt, CancellationToken cancellationToken)
    {
        try
        {
            await queue.DeleteMessageAsync(receipt.Id, receipt.Receipt, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (IsLost(e))
        {
            return false;
        }
    }

    public async Task<IReadOnlyList<QueuedMessage>> Peek(int most, CancellationToken cancellationToken)
    {
        PeekedMessage[] messages = await _existing.Do(
            async () => (await queue.PeekMessagesAsync(Math.Min(most, IQueue.Most), cancellationToken)).Value, cancellationToken);
        return [.. messages.Select(message => Read(message.Body, new QueueReceipt(message.MessageId, ""), message.DequeueCount))];
    }

    public Task<int> Count(CancellationToken cancellationToken) =>
        _existing.Do(async () => (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount, cancellationToken);

    // Deleted, or received again by somebody: https://learn.microsoft.com/rest/api/storageservices/queue-service-error-codes
    private static bool IsLost(RequestFailedException e) =>
        e.ErrorCode == "PopReceiptMismatch" || (HttpStatusCode)e.Status == HttpStatusCode.NotFound;

    private static QueuedMessage Read(BinaryData body, QueueReceipt receipt, long dequeues)
    {
        string text = body.ToString();
        byte[] decoded = new byte[text.Length];
        bool isEncoded = Convert.TryFromBase64String(text, decoded, out int length);
        return new QueuedMessage(isEncoded ? Encoding.UTF8.GetString(decoded, 0, length) : text, receipt, (int)dequeues, isEncoded);
    }
}
