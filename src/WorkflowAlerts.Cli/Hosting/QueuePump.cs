using System.Collections.Concurrent;
using Azure.Core;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Azure.Storage.Queues.Specialized;
using Microsoft.Extensions.Logging;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Cli.Hosting;

/// <summary>
/// Feeds queue messages to the pipeline as the Functions host does: in batches, with a lease that is renewed, a pause after a failure, and the poison
/// queue after too many.
/// </summary>
/// <remarks>https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue#host-json</remarks>
internal sealed partial class QueuePump(
    QueueClient queue, QueueClient poison, HostJson settings, Func<string, CancellationToken, Task> handle, TimeProvider time, ILogger<QueuePump> logger)
{
    // Shorter than the host's ten minutes, so that what a killed process held comes back soon.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<Task, bool> _work = [];
    private int _failures;

    /// <summary>How many messages could not be handled, tries counted one by one.</summary>
    public int Failures => _failures;

    /// <summary>Runs until it is canceled, then lets what is under way end.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        TimeSpan pause = ShortestPause;
        try
        {
            while (true)
            {
                bool received = await ReceiveSafely(cancellationToken);
                pause = received ? ShortestPause : Shorter(pause * 2, settings.MaxPollingInterval);
                await Idle(received ? TimeSpan.Zero : pause, cancellationToken);
            }
        }
        finally
        {
            await Task.WhenAll(_work.Keys);
        }
    }

    /// <summary>Works until the queue is empty, hidden messages included, but no longer than <paramref name="limit"/>. Returns how many messages are left.</summary>
    public async Task<int> Drain(TimeSpan limit, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        while (true)
        {
            bool received = await Receive(cancellationToken);
            if (!received && _work.IsEmpty)
            {
                int left = (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
                if (left == 0 || time.GetElapsedTime(start) > limit)
                {
                    return left;
                }
            }

            await Idle(received ? TimeSpan.Zero : ShortestPause, cancellationToken);
        }
    }

    /// <summary>What the Functions host does with a message that is not Base64: straight to the poison queue, without a try.</summary>
    public static SyncAsyncEventHandler<QueueMessageDecodingFailedEventArgs> PoisonUndecodable(ILogger logger) => async failed =>
    {
        if (failed.ReceivedMessage is { } message)
        {
            QueueClient poison = failed.Queue.GetParentQueueServiceClient().GetQueueClient(StorageNames.PoisonQueue);
            await poison.SendMessageAsync(message.Body, timeToLive: TimeSpan.FromSeconds(-1));
            await failed.Queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            Log.Undecodable(logger, poison.Name);
        }
    };

    private async Task<bool> ReceiveSafely(CancellationToken cancellationToken)
    {
        try
        {
            return await Receive(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Unreachable(logger, e);
            return false;
        }
    }

    private async Task<bool> Receive(CancellationToken cancellationToken)
    {
        QueueMessage[] messages = await queue.ReceiveMessagesAsync(settings.BatchSize, Lease, cancellationToken);
        foreach (QueueMessage message in messages)
        {
            Task work = Handle(message, cancellationToken);
            _work.TryAdd(work, true);
            _ = work.ContinueWith(done => _work.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        return messages.Length > 0;
    }

    // The next batch is fetched when few enough messages are left in work.
    private async Task Idle(TimeSpan pause, CancellationToken cancellationToken)
    {
        await Task.Delay(pause, time, cancellationToken);
        while (_work.Count > settings.NewBatchThreshold)
        {
            await Task.WhenAny(_work.Keys).WaitAsync(cancellationToken);
        }
    }

    private async Task Handle(QueueMessage message, CancellationToken cancellationToken)
    {
        await using MessageLease lease = new(queue, message, Lease, time);
        try
        {
            await handle(message.Body.ToString(), cancellationToken);
            await lease.Delete();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await lease.Release(TimeSpan.Zero);
        }
        catch (Exception e)
        {
            Interlocked.Increment(ref _failures);
            await Fail(message, lease, e);
        }
    }

    private async Task Fail(QueueMessage message, MessageLease lease, Exception e)
    {
        try
        {
            if (message.DequeueCount < settings.MaxDequeueCount)
            {
                Log.Failed(logger, e, message.DequeueCount, settings.MaxDequeueCount, settings.VisibilityTimeout);
                await lease.Release(settings.VisibilityTimeout);
                return;
            }

            Log.Poisoned(logger, e, message.DequeueCount, poison.Name);
            await poison.SendMessageAsync(message.Body, timeToLive: TimeSpan.FromSeconds(-1));
            await lease.Delete();
        }
        catch (Exception storage)
        {
            // The lease ends by itself, and the message comes back.
            Log.Unreachable(logger, storage);
        }
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A queue message failed, try {Try} of {Tries}; it comes back after {Pause}.")]
        public static partial void Failed(ILogger logger, Exception exception, long @try, int tries, TimeSpan pause);

        [LoggerMessage(LogLevel.Error, "A queue message failed {Tries} times and is now on the queue {Poison}, where it stays until somebody looks at it.")]
        public static partial void Poisoned(ILogger logger, Exception exception, long tries, string poison);

        [LoggerMessage(LogLevel.Error, "A queue message is not Base64, so another program put it there; it is now on the queue {Poison}.")]
        public static partial void Undecodable(ILogger logger, string poison);

        [LoggerMessage(LogLevel.Error, "The storage queue cannot be reached; trying again.")]
        public static partial void Unreachable(ILogger logger, Exception exception);
    }
}
