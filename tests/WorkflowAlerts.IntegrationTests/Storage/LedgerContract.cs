using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.IntegrationTests.Proving;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.IntegrationTests.Storage;

/// <summary>What holds of every ledger: the one in Azure Storage, and the one in memory that replays use.</summary>
public abstract class LedgerContract
{
    private static readonly Dictionary<AlertKey, IReadOnlyDictionary<string, string>> NotFolded = [];

    private static readonly DateTimeOffset Noon = new(2026, 6, 19, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Noon);
    private readonly string _tenant = $"tenant-{Guid.NewGuid():N}";
    private readonly ILedger _ledger;

    internal LedgerContract(Func<TimeProvider, ILedger> make) => _ledger = make(_time);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_twenty_claims_at_once_one_is_granted()
    {
        Alert alert = AnAlert("wf-1");

        Claim[] claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _ledger.TryClaim(alert, "data-team", Stop)));

        Claim granted = Assert.Single(claims, claim => claim.Status == ClaimStatus.Granted);
        Assert.Equal((1, false), (granted.Entry.Attempts, granted.Entry.MayHaveArrived));
        Assert.All(claims.Except([granted]), claim => Assert.Equal(ClaimStatus.Busy, claim.Status));
    }

    [Fact]
    public async Task A_claim_whose_process_vanished_is_taken_over_and_marked_as_one_that_may_have_arrived()
    {
        Alert alert = AnAlert("wf-1");
        await _ledger.TryClaim(alert, "data-team", Stop);

        _time.Advance(DeliveryClaim.Lifetime - TimeSpan.FromSeconds(1));
        Assert.Equal(ClaimStatus.Busy, (await _ledger.TryClaim(alert, "data-team", Stop)).Status);
        _time.Advance(TimeSpan.FromSeconds(1));
        Claim second = await _ledger.TryClaim(alert, "data-team", Stop);

        Assert.Equal((ClaimStatus.Granted, 2, true, Noon), (second.Status, second.Entry.Attempts, second.Entry.MayHaveArrived, second.Entry.FirstAt));
    }

    [Fact]
    public async Task What_was_delivered_is_never_granted_again()
    {
        Alert alert = AnAlert("wf-1");
        Claim claim = await _ledger.TryClaim(alert, "data-team", Stop);
        await _ledger.Record(alert.Key, "data-team", claim.Entry with { State = DeliveryState.Delivered, Detail = "200 ok" }, Stop);

        _time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(ClaimStatus.AlreadyFinal, (await _ledger.TryClaim(alert, "DATA-TEAM", Stop)).Status);
        Assert.Equal("200 ok", (await _ledger.Read(alert.Key, Stop))["data-team"].Detail);
    }

    [Fact]
    public async Task Destinations_written_at_once_do_not_undo_each_other()
    {
        Alert alert = AnAlert("wf-1");
        string[] destinations = [.. Enumerable.Range(0, 12).Select(i => $"team-{i}")];

        await Parallel.ForEachAsync(destinations, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Stop }, async (destination, stop) =>
        {
            Claim claim = await _ledger.TryClaim(alert, destination, stop);
            await _ledger.Record(alert.Key, destination, claim.Entry with { State = DeliveryState.Delivered }, stop);
        });

        IReadOnlyDictionary<string, DeliveryEntry> ledger = await _ledger.Read(alert.Key, Stop);
        Assert.Equal(destinations.Order(), ledger.Keys.Order());
        Assert.All(ledger.Values, entry => Assert.Equal(DeliveryState.Delivered, entry.State));
    }

    [Theory]
    [InlineData(0, 0, "nothing")]
    [InlineData(1, 0, "nothing")]
    [InlineData(0, 24, "nothing")]
    [InlineData(0, 0, "the sent one was written by another")]
    [InlineData(1, 0, "the next one was written by another")]
    [InlineData(0, 0, "nothing was viewed")]
    public async Task The_record_of_one_send_and_the_claim_of_the_next_are_both_written(int seen, int hoursBetween, string inBetween)
    {
        (Alert sent, Alert next) = (AnAlert("wf-b"), AnAlert("wf-a", Noon.AddHours(-hoursBetween)));
        await _ledger.MarkSeen(seen == 0 ? [] : [sent, next], NotFolded, Stop);
        LedgerView known = inBetween == "nothing was viewed" ? new LedgerView() : await _ledger.View([sent.Key, next.Key], Stop);
        Claim first = await _ledger.TryClaim(sent, "data-team", known, Stop);
        if (inBetween.EndsWith("another", StringComparison.Ordinal))
        {
            Alert written = inBetween.StartsWith("the sent", StringComparison.Ordinal) ? sent : next;
            await _ledger.Record(written.Key, "oncall", first.Entry with { State = DeliveryState.Refused }, Stop);
        }

        DeliveryEntry delivered = first.Entry with { State = DeliveryState.Delivered, Detail = "200 ok", ClaimedBy = null };
        Claim second = await _ledger.RecordAndClaim(new DeliveryRecord(sent.Key, "data-team", delivered), next, "data-team", known, Stop);

        Assert.Equal((ClaimStatus.Granted, 1, false), (second.Status, second.Entry.Attempts, second.Entry.MayHaveArrived));
        Assert.Equal(delivered, (await _ledger.Read(sent.Key, Stop))["data-team"]);
        Assert.Equal(second.Entry, (await _ledger.Read(next.Key, Stop))["data-team"]);
        Assert.Equal(ClaimStatus.Busy, (await _ledger.TryClaim(next, "data-team", Stop)).Status);

        // The view stays true, so that the next step reads nothing again.
        Claim third = await _ledger.RecordAndClaim(new DeliveryRecord(next.Key, "data-team", second.Entry with { State = DeliveryState.Delivered }), AnAlert("wf-c"), "data-team", known, Stop);
        Assert.Equal(ClaimStatus.Granted, third.Status);
        Assert.Equal(DeliveryState.Delivered, (await _ledger.Read(next.Key, Stop))["data-team"].State);
    }

    [Theory]
    [InlineData(DeliveryState.Sending, ClaimStatus.Busy)]
    [InlineData(DeliveryState.Delivered, ClaimStatus.AlreadyFinal)]
    public async Task A_send_is_recorded_also_where_the_next_one_is_not_granted(DeliveryState state, ClaimStatus expected)
    {
        (Alert sent, Alert next) = (AnAlert("wf-b"), AnAlert("wf-a"));
        LedgerView known = await _ledger.View([sent.Key, next.Key], Stop);
        Claim first = await _ledger.TryClaim(sent, "data-team", known, Stop);
        Claim others = await _ledger.TryClaim(next, "data-team", Stop);
        await _ledger.Record(next.Key, "data-team", others.Entry with { State = state }, Stop);

        Claim second = await _ledger.RecordAndClaim(new DeliveryRecord(sent.Key, "data-team", first.Entry with { State = DeliveryState.Delivered }), next, "data-team", known, Stop);

        Assert.Equal(expected, second.Status);
        Assert.Equal(DeliveryState.Delivered, (await _ledger.Read(sent.Key, Stop))["data-team"].State);
        Assert.Equal(others.Entry.Attempts, (await _ledger.Read(next.Key, Stop))["data-team"].Attempts);
    }

    [Fact]
    public async Task Two_destinations_that_record_and_claim_the_same_alerts_side_by_side_do_not_undo_each_other_or_wait_for_ever()
    {
        Alert[] alerts = [.. Enumerable.Range(0, 30).Select(i => AnAlert($"wf-{i}"))];
        LedgerView known = await _ledger.View([.. alerts.Select(alert => alert.Key)], Stop);

        await Task.WhenAll(Lane("data-team", alerts), Lane("oncall", [.. alerts.Reverse()])).WaitAsync(Eventually.Limit, Stop);

        foreach (Alert alert in alerts)
        {
            IReadOnlyDictionary<string, DeliveryEntry> entries = await _ledger.Read(alert.Key, Stop);
            Assert.Equal([("data-team", DeliveryState.Delivered, 1), ("oncall", DeliveryState.Delivered, 1)], entries.OrderBy(entry => entry.Key).Select(entry => (entry.Key, entry.Value.State, entry.Value.Attempts)));
        }

        async Task Lane(string destination, Alert[] mine)
        {
            Claim claim = await _ledger.TryClaim(mine[0], destination, known, Stop);
            for (int i = 0; i < mine.Length; i++)
            {
                Assert.Equal(ClaimStatus.Granted, claim.Status);
                DeliveryRecord sent = new(mine[i].Key, destination, claim.Entry with { State = DeliveryState.Delivered });
                if (i + 1 < mine.Length)
                {
                    claim = await _ledger.RecordAndClaim(sent, mine[i + 1], destination, known, Stop);
                }
                else
                {
                    await _ledger.Record(sent, known, Stop);
                }
            }
        }
    }

    [Fact]
    public async Task Noting_an_alert_again_changes_nothing_of_its_deliveries()
    {
        Alert alert = AnAlert("wf-1");
        Claim claim = await _ledger.TryClaim(alert, "data-team", Stop);
        await _ledger.Record(alert.Key, "data-team", claim.Entry with { State = DeliveryState.Delivered }, Stop);

        await _ledger.MarkSeen([alert, alert], NotFolded, Stop);

        Assert.Equal(DeliveryState.Delivered, (await _ledger.Read(alert.Key, Stop))["data-team"].State);
    }

    [Fact]
    public async Task A_window_over_midnight_finds_the_alerts_of_both_days_and_no_others()
    {
        DateTimeOffset midnight = new(2026, 6, 20, 0, 0, 0, TimeSpan.Zero);
        Alert[] inside = [AnAlert("wf-1", midnight.AddMinutes(-10)), AnAlert("wf-2", midnight), AnAlert("wf-3", midnight.AddMinutes(9))];
        Alert[] outside = [AnAlert("wf-4", midnight.AddMinutes(-11)), AnAlert("wf-5", midnight.AddMinutes(10))];
        await _ledger.MarkSeen([.. inside, .. outside], NotFolded, Stop);

        SeenAlerts seen = await _ledger.Seen(_tenant, midnight.AddMinutes(-10), midnight.AddMinutes(10), Stop);

        Assert.All(inside, alert => Assert.False(seen.Add(alert.Key)));
        Assert.All(outside, alert => Assert.True(seen.Add(alert.Key)));
        SeenAlerts other = await _ledger.Seen(_tenant + "-sb", midnight.AddDays(-1), midnight.AddDays(1), Stop);
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
        Alert[] alerts = [.. ids.Select(id => AnAlert(id))];

        await _ledger.MarkSeen(alerts, NotFolded, Stop);
        foreach (Alert alert in alerts)
        {
            Assert.Equal(ClaimStatus.Granted, (await _ledger.TryClaim(alert, "data-team", Stop)).Status);
        }

        SeenAlerts seen = await _ledger.Seen(_tenant, Noon.AddHours(-1), Noon.AddHours(1), Stop);
        Assert.All(alerts, alert => Assert.False(seen.Add(alert.Key)));
        Assert.True(seen.Add(AnAlert("another").Key));
    }

    [Fact]
    public async Task Three_thousand_alerts_are_noted_and_found_again()
    {
        Alert[] alerts = [.. Enumerable.Range(0, 3000).Select(i => AnAlert($"wf-20260619-{i:00000}-abcdef"))];

        await _ledger.MarkSeen(alerts, NotFolded, Stop);
        SeenAlerts seen = await _ledger.Seen(_tenant, Noon.AddHours(-1), Noon.AddHours(1), Stop);

        Assert.All(alerts, alert => Assert.False(seen.Add(alert.Key)));
    }

    [Fact]
    public async Task A_sweep_forgets_whole_days_before_a_time()
    {
        Alert old = AnAlert("wf-old", Noon.AddDays(-31).Date.AddHours(23));
        Alert young = AnAlert("wf-young", Noon.AddDays(-30));
        await _ledger.MarkSeen([old, young], NotFolded, Stop);

        await _ledger.Sweep(Noon.AddDays(-30), Stop);

        SeenAlerts seen = await _ledger.Seen(_tenant, Noon.AddDays(-40), Noon, Stop);
        Assert.True(seen.Add(old.Key));
        Assert.False(seen.Add(young.Key));
    }

    [Fact]
    public async Task What_another_message_tells_of_is_noted_and_what_was_begun_is_not_taken_back()
    {
        Alert folded = AnAlert("wf-1");
        Alert held = AnAlert("wf-2");
        await _ledger.MarkSeen([folded], new Dictionary<AlertKey, IReadOnlyDictionary<string, string>> { [folded.Key] = new Dictionary<string, string> { ["Data-Team"] = "digest-1" } }, Stop);

        Assert.Equal((DeliveryState.Folded, "digest-1"), ((await _ledger.Read(folded.Key, Stop))["data-team"].State, (await _ledger.Read(folded.Key, Stop))["data-team"].Detail));
        Assert.True(await _ledger.IsSeen(folded.Key, Stop));
        Assert.False(await _ledger.IsSeen(held.Key, Stop));

        Assert.Equal(DeliveryState.Held, (await _ledger.TryNote(held, "data-team", DeliveryState.Held, "first", Stop)).State);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((Noon, "first"), ((await _ledger.TryNote(held, "data-team", DeliveryState.Held, "again", Stop)).At, (await _ledger.Read(held.Key, Stop))["data-team"].Detail));
        Claim claim = await _ledger.TryClaim(held, "data-team", Stop);
        Assert.Equal((ClaimStatus.Granted, Noon.AddMinutes(1), false), (claim.Status, claim.Entry.FirstAt, claim.Entry.MayHaveArrived));
        Assert.Equal(DeliveryState.Sending, (await _ledger.TryNote(held, "data-team", DeliveryState.Kept, "quiet", Stop)).State);
    }

    [Fact]
    public async Task What_is_muted_and_what_is_sent_is_in_the_history_of_its_tenant_and_run()
    {
        Alert muted = AnAlert("wf-muted");
        Alert sent = AnAlert("wf-sent", Noon.AddHours(1));
        await _ledger.RecordMuted(muted, Stop);
        await _ledger.TryClaim(sent, "data-team", Stop);

        List<LedgerRecord> both = await _ledger.History(_tenant, Noon, Noon.AddHours(2), Stop).OrderBy(record => record.EndedAt).ToListAsync(Stop);
        Assert.Equal([("wf-muted", true, 0, false), ("wf-sent", false, 1, true)], both.Select(record => (record.RunId, record.Muted, record.Entries.Count, record.IsUndelivered)));
        Assert.Equal([sent.Key.At], await _ledger.History("wf-sent", Stop).Where(record => record.Tenant == _tenant).Select(record => record.EndedAt).ToListAsync(Stop));
        Assert.Empty(await _ledger.History(_tenant, Noon.AddMinutes(1), Noon.AddHours(1), Stop).ToListAsync(Stop));
    }

    private Alert AnAlert(string id, DateTimeOffset? ended = null) => new()
    {
        Tenant = _tenant, RunId = id, Outcome = Outcome.Failed, EndedAt = ended ?? Noon, WorkflowName = "Daily \ud83e\u0001", WorkflowType = "courier.group/run",
    };
}
