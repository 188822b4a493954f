using WorkflowAlerts.Telling;
using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Storage;

/// <summary>What holds of every ledger: the one in Azure Storage, and the one in memory that replays use.</summary>
public abstract class LedgerContract
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 19, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Noon);
    private readonly string _tenant = $"tenant-{Guid.NewGuid():N}";
    private readonly Ledger _ledger;

    internal LedgerContract(IStorage storage) => _ledger = new Ledger(storage, Damage.None(), _time);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_twenty_claims_at_once_one_is_granted()
    {
        FailedRun alert = AnAlert("wf-1");

        Claim[] claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _ledger.TryClaim(alert, "data-team", known: null, Stop)));

        Claim granted = Assert.Single(claims, claim => claim.Status == ClaimStatus.Granted);
        Assert.Equal((1, false), (granted.Entry.Attempts, granted.Entry.MayHaveArrived));
        Assert.All(claims.Except([granted]), claim => Assert.Equal(ClaimStatus.Busy, claim.Status));
    }

    [Fact]
    public async Task A_claim_whose_process_vanished_is_taken_over_and_marked_as_one_that_may_have_arrived()
    {
        FailedRun alert = AnAlert("wf-1");
        await _ledger.TryClaim(alert, "data-team", known: null, Stop);

        _time.Advance(DeliveryClaim.Lifetime - TimeSpan.FromSeconds(1));
        Assert.Equal(ClaimStatus.Busy, (await _ledger.TryClaim(alert, "data-team", known: null, Stop)).Status);
        _time.Advance(TimeSpan.FromSeconds(1));
        Claim second = await _ledger.TryClaim(alert, "data-team", known: null, Stop);

        Assert.Equal((ClaimStatus.Granted, 2, true, Noon), (second.Status, second.Entry.Attempts, second.Entry.MayHaveArrived, second.Entry.FirstAt));
    }

    [Fact]
    public async Task What_was_delivered_is_never_granted_again()
    {
        FailedRun alert = AnAlert("wf-1");
        Claim claim = await _ledger.TryClaim(alert, "data-team", known: null, Stop);
        await _ledger.Record(alert, "data-team", claim, claim.Entry with { State = DeliveryState.Delivered, Detail = "200 ok" }, Stop);

        _time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(ClaimStatus.AlreadyFinal, (await _ledger.TryClaim(alert, "DATA-TEAM", known: null, Stop)).Status);
        Assert.Equal("200 ok", (await _ledger.Read(alert.Key, Stop))["data-team"].Detail);
    }

    [Fact]
    public async Task Destinations_written_at_once_do_not_undo_each_other()
    {
        FailedRun alert = AnAlert("wf-1");
        string[] destinations = [.. Enumerable.Range(0, 12).Select(i => $"team-{i}")];

        await Parallel.ForEachAsync(destinations, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Stop }, async (destination, stop) =>
        {
            Claim claim = await _ledger.TryClaim(alert, destination, known: null, stop);
            Assert.True(await _ledger.Record(alert, destination, claim, claim.Entry with { State = DeliveryState.Delivered }, stop));
        });

        IReadOnlyDictionary<string, DeliveryEntry> ledger = await _ledger.Read(alert.Key, Stop);
        Assert.Equal(destinations.Order(), ledger.Keys.Order());
        Assert.All(ledger.Values, entry => Assert.Equal(DeliveryState.Delivered, entry.State));
    }

    [Fact]
    public async Task A_view_saves_the_claim_a_read_and_one_that_is_out_of_date_does_no_harm()
    {
        FailedRun[] runs = [.. Enumerable.Range(0, 5).Select(i => AnAlert($"wf-{i}"))];
        LedgerView known = await _ledger.View(runs.Select(run => run.Key), Stop);
        Claim others = await _ledger.TryClaim(runs[1], "data-team", known: null, Stop);

        Assert.Equal(ClaimStatus.Granted, (await _ledger.TryClaim(runs[0], "data-team", known, Stop)).Status);
        Assert.Equal(ClaimStatus.Busy, (await _ledger.TryClaim(runs[1], "data-team", known, Stop)).Status);
        Assert.Equal(ClaimStatus.Granted, others.Status);
    }

    [Fact]
    public async Task Whoever_lost_a_claim_writes_nothing_and_the_answer_of_who_took_it_over_stays()
    {
        FailedRun alert = AnAlert("wf-1");
        Claim slow = await _ledger.TryClaim(alert, "data-team", known: null, Stop);
        _time.Advance(TimeSpan.FromSeconds(85));
        Claim second = await _ledger.TryClaim(alert, "data-team", known: null, Stop);
        Assert.True(await _ledger.Record(alert, "data-team", second, second.Entry with { State = DeliveryState.Delivered, ClaimedBy = null, Detail = "second" }, Stop));

        Assert.False(await _ledger.Record(alert, "data-team", slow, slow.Entry with { State = DeliveryState.Refused, ClaimedBy = null }, Stop));
        Assert.Equal(ClaimStatus.AlreadyFinal, (await _ledger.Renew(alert, "data-team", slow, Stop)).Status);
        Assert.Equal((DeliveryState.Delivered, "second"), ((await _ledger.Read(alert.Key, Stop))["data-team"].State, (await _ledger.Read(alert.Key, Stop))["data-team"].Detail));
    }

    [Fact]
    public async Task A_run_that_ends_again_has_a_row_of_its_own()
    {
        (FailedRun first, FailedRun again) = (AnAlert("wf-1"), AnAlert("wf-1", Noon.AddMinutes(40)));
        await Mark(first);
        Claim claim = await _ledger.TryClaim(first, "data-team", known: null, Stop);
        await _ledger.Record(first, "data-team", claim, claim.Entry with { State = DeliveryState.Delivered }, Stop);

        Assert.True((await _ledger.Seen(_tenant, Noon, Noon.AddHours(1), Stop)).Add(again.Key));
        Assert.Equal(ClaimStatus.Granted, (await _ledger.TryClaim(again, "data-team", known: null, Stop)).Status);
        Assert.Equal(2, await _ledger.History("wf-1", Stop).CountAsync(record => record.Tenant == _tenant, Stop));
    }

    [Fact]
    public async Task Noting_an_alert_again_changes_nothing_of_its_deliveries()
    {
        FailedRun alert = AnAlert("wf-1");
        Claim claim = await _ledger.TryClaim(alert, "data-team", known: null, Stop);
        await _ledger.Record(alert, "data-team", claim, claim.Entry with { State = DeliveryState.Delivered }, Stop);

        await Mark(alert, alert);

        Assert.Equal(DeliveryState.Delivered, (await _ledger.Read(alert.Key, Stop))["data-team"].State);
    }

    [Fact]
    public async Task A_window_over_midnight_finds_the_alerts_of_both_days_and_no_others()
    {
        DateTimeOffset midnight = new(2026, 6, 20, 0, 0, 0, TimeSpan.Zero);
        FailedRun[] inside = [AnAlert("wf-1", midnight.AddMinutes(-10)), AnAlert("wf-2", midnight), AnAlert("wf-3", midnight.AddMinutes(9))];
        FailedRun[] outside = [AnAlert("wf-4", midnight.AddMinutes(-11)), AnAlert("wf-5", midnight.AddMinutes(10))];
        await Mark([.. inside, .. outside]);

        SeenMessages seen = await _ledger.Seen(_tenant, midnight.AddMinutes(-10), midnight.AddMinutes(10), Stop);

        Assert.All(inside, alert => Assert.False(seen.Add(alert.Key)));
        Assert.All(outside, alert => Assert.True(seen.Add(alert.Key)));
        SeenMessages other = await _ledger.Seen(_tenant + "-sb", midnight.AddDays(-1), midnight.AddDays(1), Stop);
        Assert.All(inside, alert => Assert.True(other.Add(alert.Key)));
    }

    [Fact]
    public async Task Hostile_run_ids_are_remembered_and_told_apart()
    {
        string[] ids =
        [
            "a/b", "a\\b", "a#b", "a?b", "a%b", "a'b", "a\u0000b", "a\u0085b", "a\tb", "ab", "AB", "~ab", "", " ", "🧦", "\ud83e", "\udde6", "a\ud83eb", "..", new string('x', 1_000_000),
            new string('x', 1_000_001), "wf-1|failed", "é", "e\u0301",
        ];
        FailedRun[] alerts = [.. ids.Select(id => AnAlert(id))];

        await Mark(alerts);
        foreach (FailedRun alert in alerts)
        {
            Assert.Equal(ClaimStatus.Granted, (await _ledger.TryClaim(alert, "data-team", known: null, Stop)).Status);
        }

        SeenMessages seen = await _ledger.Seen(_tenant, Noon.AddHours(-1), Noon.AddHours(1), Stop);
        Assert.All(alerts, alert => Assert.False(seen.Add(alert.Key)));
        Assert.True(seen.Add(AnAlert("another").Key));
    }

    [Fact]
    public async Task Three_thousand_alerts_are_noted_and_found_again()
    {
        FailedRun[] alerts = [.. Enumerable.Range(0, 3000).Select(i => AnAlert($"wf-20260619-{i:00000}-abcdef"))];

        await Mark(alerts);
        SeenMessages seen = await _ledger.Seen(_tenant, Noon.AddHours(-1), Noon.AddHours(1), Stop);

        Assert.All(alerts, alert => Assert.False(seen.Add(alert.Key)));
    }

    [Fact]
    public async Task A_sweep_forgets_whole_days_before_a_time()
    {
        FailedRun old = AnAlert("wf-old", Noon.AddDays(-31).Date.AddHours(23));
        FailedRun young = AnAlert("wf-young", Noon.AddDays(-30));
        await Mark(old, young);

        await _ledger.Sweep(Noon.AddDays(-30), Stop);

        SeenMessages seen = await _ledger.Seen(_tenant, Noon.AddDays(-40), Noon, Stop);
        Assert.True(seen.Add(old.Key));
        Assert.False(seen.Add(young.Key));
    }

    [Fact]
    public async Task What_another_message_tells_of_is_noted_and_what_was_begun_is_not_taken_back()
    {
        FailedRun folded = AnAlert("wf-1");
        FailedRun held = AnAlert("wf-2");
        DeliveryEntry by = DeliveryEntry.By(new Teller("digest-1", Outcome.Failed, Noon), Noon);
        await _ledger.Mark([new LedgerNote(folded, new Dictionary<string, DeliveryEntry> { ["Data-Team"] = by })], Stop);

        Assert.Equal((DeliveryState.Folded, "digest-1"), ((await _ledger.Read(folded.Key, Stop))["data-team"].State, (await _ledger.Read(folded.Key, Stop))["data-team"].Teller!.Id));
        Assert.True(await _ledger.IsSeen(folded.Key, Stop));
        Assert.False(await _ledger.IsSeen(held.Key, Stop));

        await _ledger.Mark([new LedgerNote(held, new Dictionary<string, DeliveryEntry> { ["data-team"] = DeliveryEntry.Of(DeliveryState.Held, "first", Noon) })], Stop);
        _time.Advance(TimeSpan.FromMinutes(1));
        Claim claim = await _ledger.TryClaim(held, "data-team", known: null, Stop);
        Assert.Equal((ClaimStatus.Granted, Noon.AddMinutes(1), false), (claim.Status, claim.Entry.FirstAt, claim.Entry.MayHaveArrived));

        await _ledger.Mark([new LedgerNote(held, new Dictionary<string, DeliveryEntry> { ["data-team"] = by })], Stop);
        Assert.Equal(DeliveryState.Sending, (await _ledger.Read(held.Key, Stop))["data-team"].State);
    }

    [Fact]
    public async Task What_is_muted_and_what_is_sent_is_in_the_history_of_its_tenant_and_run()
    {
        FailedRun muted = AnAlert("wf-muted");
        FailedRun sent = AnAlert("wf-sent", Noon.AddHours(1));
        await _ledger.Mark([new LedgerNote(muted, new Dictionary<string, DeliveryEntry>(), Muted: true)], Stop);
        await _ledger.TryClaim(sent, "data-team", known: null, Stop);

        List<LedgerRecord> both = await _ledger.History(_tenant, Noon, Noon.AddHours(2), Stop).OrderBy(record => record.EndedAt).ToListAsync(Stop);
        Assert.Equal([("wf-muted", true, 0, false), ("wf-sent", false, 1, true)], both.Select(record => (record.RunId, record.Muted, record.Entries.Count, record.IsUndelivered)));
        Assert.Equal([sent.Key.At], await _ledger.History("wf-sent", Stop).Where(record => record.Tenant == _tenant).Select(record => record.EndedAt).ToListAsync(Stop));
        Assert.Empty(await _ledger.History(_tenant, Noon.AddMinutes(1), Noon.AddHours(1), Stop).ToListAsync(Stop));
    }

    private Task Mark(params FailedRun[] runs) => _ledger.Mark([.. runs.Select(run => new LedgerNote(run, new Dictionary<string, DeliveryEntry>()))], Stop);

    private FailedRun AnAlert(string id, DateTimeOffset? ended = null) => new()
    {
        Tenant = _tenant, Id = id, Outcome = Outcome.Failed, EndedAt = ended ?? Noon, WorkflowName = "Daily \ud83e\u0001", WorkflowType = "courier.group/run",
    };
}
