using WorkflowAlerts.Telling;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Storage;

/// <summary>What holds of all queues: those in Azure Storage, and those in memory.</summary>
public abstract class QueueContract
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>An empty queue.</summary>
    private protected abstract Task<IQueue> Queue();

    /// <summary>Sends what is not Base64, as another program may.</summary>
    private protected abstract Task SendForeign(string text);

    /// <summary>Lets time pass.</summary>
    private protected abstract Task Pass(TimeSpan time);

    [Fact]
    public async Task What_is_sent_is_received_once_and_gone_when_it_is_deleted()
    {
        IQueue queue = await Queue();
        await queue.Send("{\"größe\":1} 🧦", TimeSpan.Zero, null, Stop);

        QueuedMessage message = Assert.Single(await queue.Receive(32, Long, Stop));
        Assert.Equal(("{\"größe\":1} 🧦", 1, true), (message.Body, message.Dequeues, message.IsEncoded));
        Assert.Empty(await queue.Receive(32, Long, Stop));
        Assert.Equal(1, await queue.Count(Stop));

        Assert.True(await queue.Delete(message.Receipt, Stop));
        Assert.False(await queue.Delete(message.Receipt, Stop));
        Assert.Equal(0, await queue.Count(Stop));
    }

    [Fact]
    public async Task A_message_is_hidden_for_its_delay_and_counted_meanwhile()
    {
        IQueue queue = await Queue();
        await queue.Send("later", Short, null, Stop);
        await queue.Send("much later", TimeSpan.FromDays(6), null, Stop);
        await queue.Send("now", TimeSpan.FromSeconds(-3), null, Stop);

        Assert.Equal(["now"], (await queue.Peek(32, Stop)).Select(message => message.Body));
        Assert.Equal(3, await queue.Count(Stop));
        await Pass(Short * 2);
        Assert.Equal(["later", "now"], (await queue.Receive(32, Long, Stop)).Select(message => message.Body).Order());
    }

    [Fact]
    public async Task What_is_received_comes_back_after_its_time_and_the_old_receipt_is_worth_nothing()
    {
        IQueue queue = await Queue();
        await queue.Send("a", TimeSpan.Zero, null, Stop);
        QueuedMessage first = Assert.Single(await queue.Receive(1, Short, Stop));
        await Pass(Short * 2);
        QueuedMessage second = Assert.Single(await queue.Receive(1, Long, Stop));

        Assert.Equal((2, first.Receipt.Id), (second.Dequeues, second.Receipt.Id));
        Assert.NotEqual(first.Receipt, second.Receipt);
        Assert.False(await queue.Delete(first.Receipt, Stop));
        Assert.Null(await queue.Hide(first.Receipt, Long, Stop));
        Assert.True(await queue.Delete(second.Receipt, Stop));
        Assert.Null(await queue.Hide(second.Receipt, Long, Stop));
    }

    [Fact]
    public async Task A_received_message_is_hidden_longer_or_given_back_by_its_receipt()
    {
        IQueue queue = await Queue();
        await queue.Send("a", TimeSpan.Zero, null, Stop);
        QueuedMessage message = Assert.Single(await queue.Receive(1, Short, Stop));

        QueueReceipt? longer = await queue.Hide(message.Receipt, Long, Stop);
        await Pass(Short * 2);
        Assert.Empty(await queue.Receive(1, Long, Stop));
        Assert.NotNull(await queue.Hide(longer!, TimeSpan.Zero, Stop));

        Assert.Equal(2, Assert.Single(await queue.Receive(1, Long, Stop)).Dequeues);
        Assert.False(await queue.Delete(longer!, Stop));
    }

    [Fact]
    public async Task A_hidden_copy_is_deleted_by_the_receipt_of_its_sending_unless_somebody_has_it()
    {
        IQueue queue = await Queue();
        QueueReceipt hidden = await queue.Send("insurance", Long, null, Stop);
        QueueReceipt taken = await queue.Send("taken", TimeSpan.Zero, null, Stop);
        Assert.Single(await queue.Receive(1, Long, Stop));

        Assert.True(await queue.Delete(hidden, Stop));
        Assert.False(await queue.Delete(taken, Stop));
        Assert.Equal(1, await queue.Count(Stop));
    }

    [Fact]
    public async Task A_message_with_a_life_is_gone_after_it_and_the_others_stay()
    {
        IQueue queue = await Queue();
        await queue.Send("for ever", TimeSpan.Zero, null, Stop);
        await queue.Send("short", TimeSpan.Zero, Short, Stop);
        Assert.Equal(2, await queue.Count(Stop));

        await Pass(Short * 3);

        Assert.Equal(["for ever"], (await queue.Peek(32, Stop)).Select(message => message.Body));
        Assert.Equal(["for ever"], (await queue.Receive(32, Long, Stop)).Select(message => message.Body));
    }

    [Fact]
    public async Task At_most_thirty_two_come_at_once_and_no_more_than_are_asked_for()
    {
        IQueue queue = await Queue();
        for (int i = 0; i < 40; i++)
        {
            await queue.Send($"{i}", TimeSpan.Zero, null, Stop);
        }

        Assert.Equal((5, 32), ((await queue.Peek(5, Stop)).Count, (await queue.Peek(1000, Stop)).Count));
        Assert.Equal((7, 32, 1), ((await queue.Receive(7, Long, Stop)).Count, (await queue.Receive(1000, Long, Stop)).Count, (await queue.Receive(1000, Long, Stop)).Count));
        Assert.Equal(40, await queue.Count(Stop));
    }

    [Fact]
    public async Task A_look_takes_nothing_and_gives_no_receipt()
    {
        IQueue queue = await Queue();
        await queue.Send("a", TimeSpan.Zero, null, Stop);

        QueuedMessage seen = Assert.Single(await queue.Peek(32, Stop));

        Assert.Equal(("a", 0, "", true), (seen.Body, seen.Dequeues, seen.Receipt.Receipt, seen.IsEncoded));
        Assert.Equal(1, Assert.Single(await queue.Receive(1, Long, Stop)).Dequeues);
        Assert.Empty(await queue.Peek(32, Stop));
    }

    [Theory]
    [InlineData("{\"no\":\"Base64\"}")]
    [InlineData("größe <&> 🧦")]
    public async Task A_message_that_is_not_Base64_is_read_as_it_is_and_says_so(string text)
    {
        IQueue queue = await Queue();
        await SendForeign(text);
        await queue.Send("ours", TimeSpan.Zero, null, Stop);

        Assert.Equal([(text, false), ("ours", true)], (await queue.Peek(32, Stop)).Select(message => (message.Body, message.IsEncoded)).OrderBy(message => message.IsEncoded));
        QueuedMessage foreign = Assert.Single(await queue.Receive(32, Long, Stop), message => !message.IsEncoded);
        Assert.Equal((text, 1), (foreign.Body, foreign.Dequeues));
        Assert.True(await queue.Delete(foreign.Receipt, Stop));
    }

    [Fact]
    public async Task A_body_of_forty_eight_kibibytes_is_taken_and_a_bigger_one_is_refused_by_its_size()
    {
        IQueue queue = await Queue();
        await queue.Send(new string('x', 48 * 1024), TimeSpan.Zero, null, Stop);
        ArgumentException tooBig = await Assert.ThrowsAsync<ArgumentException>(async () => await queue.Send(new string('ß', (24 * 1024) + 1), TimeSpan.Zero, null, Stop));

        Assert.Contains("49154", tooBig.Message, StringComparison.Ordinal);
        Assert.Equal(48 * 1024, Assert.Single(await queue.Receive(1, Long, Stop)).Body.Length);
    }
}
