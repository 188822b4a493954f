using WorkflowAlerts.Telling;
using System.Collections.Concurrent;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging.Abstractions;
using WorkflowAlerts.Cli.Hosting;
using WorkflowAlerts.IntegrationTests.Proving;

namespace WorkflowAlerts.IntegrationTests.Pipeline;

public sealed class QueuePumpTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private readonly HostJson _settings = new() { BatchSize = 4, NewBatchThreshold = 2, MaxDequeueCount = 3, VisibilityTimeout = TimeSpan.Zero };
    private readonly ConcurrentQueue<string> _handled = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_poison_message_among_good_ones_ends_in_the_poison_queue_and_never_expires()
    {
        (QueueClient queue, QueueClient poison) = await Queues();
        foreach (string body in new[] { "good 1", "bad", "good 2" })
        {
            await queue.SendMessageAsync(body, Stop);
        }

        QueuePump pump = Pump(queue, poison, body => body == "bad" ? throw new InvalidOperationException("bad") : Task.CompletedTask);
        int left = await pump.Drain(Eventually.Limit, Stop);

        Assert.Equal((0, 3), (left, pump.Failures));
        Assert.Equal(["bad", "bad", "bad", "good 1", "good 2"], _handled.Order());
        PeekedMessage kept = Assert.Single((await poison.PeekMessagesAsync(32, Stop)).Value);
        Assert.Equal("bad", kept.Body.ToString());
        Assert.True(kept.ExpiresOn > TimeProvider.System.GetUtcNow().AddYears(100));
    }

    [Fact]
    public async Task No_more_messages_are_in_work_than_host_json_allows()
    {
        (QueueClient queue, QueueClient poison) = await Queues();
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => queue.SendMessageAsync($"{i}", Stop)));
        int working = 0;
        int most = 0;

        await Pump(queue, poison, async _ =>
        {
            int now = Interlocked.Increment(ref working);
            most = Math.Max(most, now);
            await Task.Delay(TimeSpan.FromMilliseconds(30), TimeProvider.System, Stop);
            Interlocked.Decrement(ref working);
        }).Drain(Eventually.Limit, Stop);

        Assert.Equal(30, _handled.Count);
        Assert.InRange(most, 2, _settings.BatchSize + _settings.NewBatchThreshold);
    }

    [Fact]
    public async Task A_stop_gives_the_message_back_at_once()
    {
        (QueueClient queue, QueueClient poison) = await Queues();
        await queue.SendMessageAsync("slow", Stop);
        using CancellationTokenSource stop = new();
        TaskCompletionSource begun = new();
        QueuePump pump = Pump(queue, poison, async (_, cancellationToken) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        });

        Task running = pump.Run(stop.Token);
        await begun.Task.WaitAsync(Stop);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Equal("slow", Assert.Single((await queue.PeekMessagesAsync(32, Stop)).Value).Body.ToString());
        Assert.Equal(0, pump.Failures);
    }

    private QueuePump Pump(QueueClient queue, QueueClient poison, Func<string, Task> handle) => Pump(queue, poison, (body, _) => handle(body));

    private QueuePump Pump(QueueClient queue, QueueClient poison, Func<string, CancellationToken, Task> handle) => new(
        queue, poison, _settings,
        async (body, cancellationToken) =>
        {
            _handled.Enqueue(body);
            await handle(body, cancellationToken);
        },
        TimeProvider.System, NullLogger<QueuePump>.Instance);

    private async Task<(QueueClient Queue, QueueClient Poison)> Queues()
    {
        string name = $"pump-{Guid.NewGuid():N}";
        QueueServiceClient queues = azurite.Connection.Queues();
        (QueueClient queue, QueueClient poison) = (queues.GetQueueClient(name), queues.GetQueueClient($"{name}-poison"));
        await queue.CreateAsync(cancellationToken: Stop);
        await poison.CreateAsync(cancellationToken: Stop);
        return (queue, poison);
    }
}
