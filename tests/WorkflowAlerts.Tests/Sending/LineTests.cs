using System.Net;
using WorkflowAlerts.Deciding;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Telling;
using WorkflowAlerts.Tests.Runs;

namespace WorkflowAlerts.Tests.Sending;

public sealed class LineTests : IDisposable
{
    private static readonly FailedRun First = ARun.FailedRun(ARun.Error()) with { Id = "wf-first", To = ["data-team"] };
    private static readonly FailedRun Second = First with { Id = "wf-second", EndedAt = ARun.EndedAt.AddMinutes(2) };

    private readonly AProduct _product = new(ARun.EndedAt.AddMinutes(5));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _product.Dispose();

    [Fact]
    public async Task A_recovery_waits_for_its_failure_and_comes_after_it()
    {
        await Note(First);
        Recovery recovery = Recovered(First);
        await _product.Put(recovery);

        await _product.Deliver();
        Assert.Empty(_product.Webhooks.Received);
        await Pass(TimeSpan.FromSeconds(50));
        Assert.Empty(_product.Webhooks.Received);

        await _product.Put(First);
        await Pass(TimeSpan.FromSeconds(20));

        Assert.Equal(["failed", "works again"], Told);
        Assert.Equal(DeliveryState.Delivered, await State(recovery));
    }

    [Fact]
    public async Task Where_the_failure_was_refused_its_end_is_not_told_and_that_is_noted()
    {
        _product.Webhooks.Answer = _ => Webhooks.Of(HttpStatusCode.NotFound, "no_service");
        await _product.Put(First);
        await _product.Deliver();
        _product.Webhooks.Answer = null;

        await _product.Put(Recovered(First));
        await Pass(TimeSpan.FromMinutes(5));

        Assert.Equal(["failed"], Told);
        Assert.Equal(DeliveryState.NotTold, await State(Recovered(First)));
        Assert.Equal(0, await _product.Memory.Queue(StorageNames.AlertQueue).Count(Stop));
    }

    [Fact]
    public async Task Where_one_of_its_failures_was_told_its_end_is_told_though_another_was_refused()
    {
        await _product.Put(First);
        await _product.Deliver();
        _product.Webhooks.Answer = _ => Webhooks.Of(HttpStatusCode.NotFound, "no_service");
        await _product.Put(Second);
        await _product.Deliver();
        _product.Webhooks.Answer = null;

        await _product.Put(Recovered(Second, First));
        await _product.Deliver();

        Assert.Equal(["failed", "failed", "works again"], Told);
    }

    [Fact]
    public async Task It_waits_while_one_of_its_failures_is_on_its_way_though_another_was_told()
    {
        await _product.Put(First);
        await _product.Deliver();
        await Note(Second);
        await _product.Put(Recovered(Second, First));

        await Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(["failed"], Told);

        await _product.Put(Second);
        await Pass(TimeSpan.FromSeconds(20));
        Assert.Equal(["failed", "failed", "works again"], Told);
    }

    [Fact]
    public async Task What_the_ledger_knows_nothing_of_is_waited_for_two_minutes()
    {
        await _product.Put(Recovered(First));

        await Pass(TimeSpan.FromSeconds(119));
        Assert.Empty(_product.Webhooks.Received);

        await Pass(TimeSpan.FromSeconds(22));
        Assert.Equal(["works again"], Told);
    }

    [Fact]
    public async Task A_failure_that_is_never_told_keeps_its_end_no_longer_than_anything_is_tried()
    {
        _product.Options.Delivery.GiveUpAfter = TimeSpan.FromMinutes(10);
        await Note(First);
        await _product.Put(Recovered(First));

        await Pass(TimeSpan.FromMinutes(9));
        Assert.Empty(_product.Webhooks.Received);

        await Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(["works again"], Told);
    }

    [Fact]
    public async Task A_failure_that_another_message_told_counts_as_told()
    {
        Digest digest = new() { Tenant = "socktown", Id = "digest-1", To = ["data-team"], Count = 2, First = ARun.EndedAt, Last = ARun.EndedAt, Lines = [.. First.Groups] };
        await _product.Get<Ledger>().Note(First, "data-team", _ => DeliveryEntry.By(Teller.Of(digest.Key), ARun.EndedAt), Stop);
        await Note(digest);
        await _product.Put(Recovered(First));
        await _product.Deliver();
        Assert.Empty(_product.Webhooks.Received);

        await _product.Put(digest);
        await Pass(TimeSpan.FromSeconds(20));

        Assert.Equal(2, _product.Webhooks.Received.Count);
        Assert.Equal(DeliveryState.Delivered, await State(Recovered(First)));
    }

    [Fact]
    public async Task A_failure_that_is_kept_keeps_its_end_with_it()
    {
        _product.Options.Routes = [new RouteOptions { To = ["data-team"], Quiet = [new QuietOptions { Days = ["mon-sun"], From = "00:00", To = "24:00", Except = [new ExceptOptions { Name = "x" }] }] }];
        await _product.Put(First);
        await _product.Deliver();
        _product.Options.Routes[0].Quiet[0].Except = [new ExceptOptions { Name = "*" }];
        _product.Restart();

        await _product.Put(Recovered(First));
        await _product.Deliver();

        Assert.Empty(_product.Webhooks.Received);
        Assert.Equal(["wf-first", "wf-good"], (await _product.Get<Waiting>().All(Stop)).Select(one => one.Message.Id).Order());
        await _product.Get<Release>().Run(Stop);
        await _product.Deliver();
        Assert.Contains("2 alerts during quiet hours", Assert.Single(_product.Webhooks.Received).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_for_a_destination_that_is_gone_is_told_by_the_routes_of_today_and_takes_nothing_with_it()
    {
        FailedRun gone = First with { To = ["renamed"] };
        await _product.Put(gone, Recovered(Second) with { To = ["renamed"] }, Second);

        await Pass(TimeSpan.FromMinutes(5));

        Assert.Equal(["failed", "failed"], Told);
        IReadOnlyDictionary<string, DeliveryEntry> ledger = await _product.Get<Ledger>().Read(gone.Key, Stop);
        Assert.Equal((DeliveryState.NotTold, DeliveryState.Delivered), (ledger["renamed"].State, ledger["data-team"].State));
    }

    [Fact]
    public async Task What_goes_wrong_with_one_message_leaves_the_others_of_its_destination_alone()
    {
        bool failed = false;
        _product.Storage.Before = (what, place) =>
        {
            bool fails = what == "Write Deliveries" && !failed;
            failed |= fails;
            return fails ? throw new InvalidOperationException("broken") : Task.CompletedTask;
        };

        await Assert.ThrowsAsync<AggregateException>(() => PutAndDeliver(First, Second));

        Assert.Equal(["failed"], Told);
    }

    private static Recovery Recovered(params FailedRun[] latestFirst) => new()
    {
        Tenant = "socktown", Id = "wf-good", To = ["data-team"], WorkflowType = latestFirst[0].WorkflowType, WorkflowName = latestFirst[0].WorkflowName, Count = latestFirst.Length,
        Since = latestFirst[^1].Key.At, WorkedAt = ARun.EndedAt.AddMinutes(4), Runs = [.. latestFirst.Select(Named)], Heard = [.. latestFirst.Select(Named)],
    };

    private static EarlierRun Named(FailedRun run) => new(run.Id, run.Key.At) { Attribution = run.Attribution, ErrorType = run.ErrorType };

    private string[] Told => [.. _product.Webhooks.Received.Select(received => received.Body.Contains("works again", StringComparison.Ordinal) ? "works again" : "failed")];

    private Task Note(Message message) => _product.Get<Ledger>().Mark([new LedgerNote(message, new Dictionary<string, DeliveryEntry>())], Stop);

    private async Task<DeliveryState?> State(Message message) => (await _product.Get<Ledger>().Read(message.Key, Stop)).GetValueOrDefault("data-team")?.State;

    private async Task PutAndDeliver(params Message[] messages)
    {
        await _product.Put(messages);
        await _product.Deliver();
    }

    private async Task Pass(TimeSpan time)
    {
        DateTimeOffset until = _product.Time.GetUtcNow() + time;
        await _product.Deliver();
        while (_product.Memory.Queue(StorageNames.AlertQueue).NextAt is { } next && next <= until)
        {
            _product.Time.SetUtcNow(next);
            await _product.Deliver();
        }

        _product.Time.SetUtcNow(until);
    }
}
