using System.Net;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Telling;
using WorkflowAlerts.Tests.Runs;

namespace WorkflowAlerts.Tests.Sending;

public sealed class SenderTests : IDisposable
{
    private static readonly FailedRun Run = ARun.FailedRun(ARun.Error()) with { To = ["data-team"] };

    private readonly AProduct _product = new(ARun.EndedAt.AddMinutes(1));

    public void Dispose() => _product.Dispose();

    [Fact]
    public async Task What_may_have_arrived_three_times_is_not_sent_again_and_is_put_aside()
    {
        _product.Webhooks.Answer = _ => throw new HttpRequestException(HttpRequestError.ResponseEnded, "the connection broke");
        await _product.Put(Run);

        await Deliver(times: 10);

        DeliveryEntry entry = await Entry();
        Assert.Equal((DeliveryState.GaveUp, 3, 3), (entry.State, entry.Attempts, entry.PossibleCopies));
        Assert.Contains("it may have arrived 3 times, so it is not sent again", entry.Detail, StringComparison.Ordinal);
        Assert.Equal([false, true, true], Received.Select(body => body.Contains("Possible repeat", StringComparison.Ordinal)));
        Assert.Equal((0, 1), await _product.Get<WorkflowAlerts.Queueing.AlertQueue>().Depths(CancellationToken.None));
    }

    [Fact]
    public async Task What_never_arrived_is_sent_until_it_does_and_calls_itself_no_repeat()
    {
        int left = 7;
        _product.Webhooks.IsAway = _ => left-- > 0;
        await _product.Put(Run);

        await Deliver(times: 10);

        DeliveryEntry entry = await Entry();
        Assert.Equal((DeliveryState.Delivered, 8, 0), (entry.State, entry.Attempts, entry.PossibleCopies));
        Assert.DoesNotContain(Received, body => body.Contains("Possible repeat", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_possible_copies_and_a_third_that_is_accepted_are_delivered()
    {
        int left = 2;
        _product.Webhooks.Answer = _ => left-- > 0 ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "the connection broke") : null;
        await _product.Put(Run);

        await Deliver(times: 10);

        Assert.Equal((DeliveryState.Delivered, 3), (await Entry()) is var entry ? (entry.State, entry.Attempts) : default);
        Assert.Contains("Possible repeat", Received[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claims_whose_process_ended_count_among_the_possible_copies()
    {
        for (int i = 0; i < 3; i++)
        {
            await _product.Get<Ledger>().TryClaim(Run, "data-team", known: null, CancellationToken.None);
            _product.Time.Advance(DeliveryClaim.Lifetime);
        }

        _product.Webhooks.Answer = _ => Webhooks.Of(HttpStatusCode.ServiceUnavailable);
        await _product.Put(Run);
        await Deliver(times: 5);

        Assert.Equal((DeliveryState.GaveUp, 3), (await Entry()) is var entry ? (entry.State, entry.PossibleCopies) : default);
        Assert.Single(Received);
    }

    [Fact]
    public async Task A_report_that_nobody_takes_is_given_up_and_not_put_aside()
    {
        _product.Webhooks.Answer = _ => throw new HttpRequestException(HttpRequestError.ResponseEnded, "the connection broke");
        SelfReport report = new() { Tenant = Message.Product, Id = "NoPoll-began", To = ["data-team"], Trouble = TroubleKind.NoPoll, Since = ARun.EndedAt };
        await _product.Put(report);

        await Deliver(times: 10);

        Assert.Equal(DeliveryState.GaveUp, (await _product.Get<Ledger>().Read(report.Key, CancellationToken.None))["data-team"].State);
        Assert.Equal((0, 0), await _product.Get<WorkflowAlerts.Queueing.AlertQueue>().Depths(CancellationToken.None));
    }

    private string[] Received => [.. _product.Webhooks.Received.Select(received => received.Body)];

    private async Task<DeliveryEntry> Entry() => (await _product.Get<Ledger>().Read(Run.Key, CancellationToken.None))["data-team"];

    // Each time when the next message becomes visible, and the way is open again.
    private async Task Deliver(int times)
    {
        for (int i = 0; i < times; i++)
        {
            await _product.Deliver();
            if (_product.Memory.Queue(StorageNames.AlertQueue).NextAt is { } next)
            {
                _product.Time.SetUtcNow(next.AddMinutes(20));
            }
        }
    }
}
