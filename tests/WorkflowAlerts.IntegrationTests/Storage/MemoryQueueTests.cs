using WorkflowAlerts.Telling;
using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Memory;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class MemoryQueueTests : QueueContract
{
    private readonly FakeTimeProvider _time = new();
    private readonly MemoryQueue _queue;

    public MemoryQueueTests() => _queue = new MemoryStorage(_time).Queue(StorageNames.AlertQueue);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_come_in_the_order_of_their_time_and_of_one_time_in_that_of_their_coming()
    {
        Assert.Null(_queue.NextAt);
        foreach ((string body, int seconds) in new[] { ("c", 2), ("a", 1), ("d", 2), ("b", 1) })
        {
            await _queue.Send(body, TimeSpan.FromSeconds(seconds), null, Stop);
        }

        Assert.Equal(_time.GetUtcNow().AddSeconds(1), _queue.NextAt);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(["a", "b", "c", "d"], (await _queue.Receive(32, TimeSpan.FromMinutes(1), Stop)).Select(message => message.Body));
        Assert.Equal(_time.GetUtcNow().AddMinutes(1), _queue.NextAt);
    }

    private protected override Task<IQueue> Queue() => Task.FromResult<IQueue>(_queue);

    private protected override Task SendForeign(string text)
    {
        _queue.SendForeign(text);
        return Task.CompletedTask;
    }

    private protected override Task Pass(TimeSpan time)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }
}
