using WorkflowAlerts.Deciding;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace WorkflowAlerts.Cli.Hosting;

/// <summary>Holds one received message: keeps it hidden while it is worked on, then deletes it or gives it back.</summary>
internal sealed class MessageLease : IAsyncDisposable
{
    private readonly QueueClient _queue;
    private readonly QueueMessage _message;
    private readonly TimeSpan _length;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _renewal;
    private string _receipt;

    public MessageLease(QueueClient queue, QueueMessage message, TimeSpan length, TimeProvider time)
    {
        _queue = queue;
        _message = message;
        _length = length;
        _time = time;
        _receipt = message.PopReceipt;
        _renewal = Renew();
    }

    public async Task Delete()
    {
        await End();
        await _queue.DeleteMessageAsync(_message.MessageId, _receipt);
    }

    /// <summary>Makes the message visible again after a time.</summary>
    public async Task Release(TimeSpan after)
    {
        await End();
        _ = await _queue.UpdateMessageAsync(_message.MessageId, _receipt, visibilityTimeout: after);
    }

    public async ValueTask DisposeAsync()
    {
        await End();
        _ended.Dispose();
    }

    private async Task End()
    {
        await _ended.CancelAsync();
        await _renewal;
    }

    private async Task Renew()
    {
        try
        {
            while (true)
            {
                await Task.Delay(_length / 2, _time, _ended.Token);
                UpdateReceipt renewed = await _queue.UpdateMessageAsync(_message.MessageId, _receipt, visibilityTimeout: _length);
                _receipt = renewed.PopReceipt;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or Azure.RequestFailedException)
        {
            // Ended, or lost: a message whose lease is lost comes back, and the ledger knows what was done.
        }
    }
}
