using WorkflowAlerts.Queueing;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Storage;

/// <summary>What another program puts onto the queues without Base64 is found and handed over, and the others stay.</summary>
public abstract class ForeignMessagesContract
{
    private readonly IStorage _storage;

    internal ForeignMessagesContract(IStorage storage) => _storage = storage;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected abstract Task SendForeign(string queue, string text);

    [Fact]
    public async Task What_is_not_Base64_is_handed_over_and_deleted_and_the_others_stay_visible()
    {
        AlertQueue queue = new(_storage);
        string big = new('<', 15_000);
        await queue.Send("ours", TimeSpan.Zero, Stop);
        await SendForeign(StorageNames.AlertQueue, "{\"not\":\"ours\"}");
        await SendForeign(StorageNames.PoisonQueue, "<not Base64>");
        await queue.SendToPoison("failed", Stop);
        await SendForeign(StorageNames.PoisonQueue, big);
        List<string> kept = [];

        Assert.Equal(3, await queue.CollectForeign(Keep, Stop));
        Assert.Equal(0, await queue.CollectForeign(Keep, Stop));

        Assert.Equal([big, "<not Base64>", "{\"not\":\"ours\"}"], kept.Order(StringComparer.Ordinal));
        Assert.Equal((1, 1), await queue.Depths(Stop));
        Assert.Equal("ours", Assert.Single(await _storage.Queue(StorageNames.AlertQueue).Peek(32, Stop)).Body);
        Assert.Equal("failed", Assert.Single(await _storage.Queue(StorageNames.PoisonQueue).Peek(32, Stop)).Body);

        // What could not be kept stays on its queue.
        await SendForeign(StorageNames.PoisonQueue, "<once more>");
        await Assert.ThrowsAsync<InvalidOperationException>(() => queue.CollectForeign((_, _) => throw new InvalidOperationException(), Stop));
        Assert.Equal((1, 2), await queue.Depths(Stop));

        Task Keep(string text, CancellationToken cancellationToken)
        {
            kept.Add(text);
            return Task.CompletedTask;
        }
    }
}
