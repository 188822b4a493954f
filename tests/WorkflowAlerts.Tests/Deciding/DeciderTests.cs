using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Deciding;
using WorkflowAlerts.Grouping;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Memory;
using WorkflowAlerts.Telling;
using WorkflowAlerts.Tests.Storage;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Tests.Deciding;

public sealed class DeciderTests
{
    private static readonly DateTimeOffset Six = new(2026, 6, 19, 6, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Six.AddHours(1));
    private readonly MemoryStorage _storage;
    private readonly Ledger _ledger;
    private readonly WorkflowAlertsOptions _options = new()
    {
        Routes = [new RouteOptions { Attribution = Attribution.None, To = ["data-team", "platform-oncall"] }, new RouteOptions { Attribution = Attribution.Platform, To = ["platform-oncall"] }],
        DefaultTo = ["data-team"],
    };

    public DeciderTests()
    {
        _storage = new MemoryStorage(_time);
        _ledger = new Ledger(_storage, Damage.None(), _time);
    }

    [Fact]
    public async Task Ten_alerts_are_told_one_by_one_and_eleven_together()
    {
        Decision few = await Decide(Failures(10));
        Decision many = await Decide(Failures(11));

        Assert.Empty(Digests(few));
        Assert.Equal(10, few.Messages.Count);
        Assert.Empty(Single(many));
        Digest digest = Assert.Single(Digests(many));
        Assert.Equal((11, DigestReason.Storm, "data-team"), (digest.Count, digest.Reason, Assert.Single(digest.To!)));
        Assert.Equal(11, many.Notes.Count);
        Assert.All(many.Notes, note => Assert.Equal(digest.Id, note.Entries["data-team"].Teller!.Id));
    }

    [Fact]
    public async Task A_storm_at_one_destination_leaves_another_its_single_alerts()
    {
        Decision plan = await Decide([.. Failures(11), AFailure(99, attribution: Attribution.None)]);

        Assert.Equal("data-team", Assert.Single(Assert.Single(Digests(plan)).To!));
        FailedRun single = Assert.Single(Single(plan));
        Assert.Equal(("wf-99", "platform-oncall"), (single.Id, Assert.Single(single.To!)));
    }

    [Fact]
    public async Task A_digest_counts_by_workflow_and_error_the_largest_first_and_ten_thousand_fit_few_small_cards()
    {
        FailedRun[] alerts = [.. Enumerable.Range(0, 10_000).Select(i => AFailure(i, name: $"Workflow {Math.Min(i % 97, 40)}", error: i % 2 == 0 ? "timeout" : "memory"))];

        Decision plan = await Decide(alerts);

        Assert.Equal(3, Digests(plan).Length);
        Digest[] cards = [.. Digests(plan)];
        Assert.All(cards, card => Assert.Equal(10_000, card.Count));
        Assert.Equal(10_000, cards.Sum(card => card.Lines.Sum(group => group.Count) + card.Unlisted));
        Assert.Equal("Workflow 40", cards[0].Lines[0].WorkflowName);
        Assert.True(cards.SelectMany(card => card.Lines).Zip(cards.SelectMany(card => card.Lines).Skip(1)).All(pair => pair.First.Count >= pair.Second.Count));
        Assert.All(Digests(plan), digest => Assert.InRange(AlertMessage.Pack([digest]).Single().Length, 1, AlertMessage.MaxBytes));
        Assert.All(Digests(plan), digest => Assert.InRange(new SlackChat().Render(digest.Card(new CardSetting(new CardOptions()))).Body.Length, 1, 16 * 1024));
    }

    [Fact]
    public async Task The_same_alerts_in_any_order_make_the_same_digest()
    {
        FailedRun[] alerts = Failures(30);

        Assert.Equal(Digests(await Decide(alerts)).Single().Id, Digests(await Decide([.. alerts.Reverse()])).Single().Id);
    }

    [Fact]
    public async Task What_fails_because_of_a_courier_in_the_same_poll_is_told_on_its_card()
    {
        FailedRun courier = AFailure(0, type: "courier.group/run", name: "Nightly couriers");
        FailedRun campaign = AFailure(4, type: "campaign.send", name: "Win-back");
        FailedRun later = AFailure(11, type: "campaign.send", name: "Too late");
        FailedRun canceled = AFailure(5, type: "campaign.send", name: "Canceled") with { Outcome = Outcome.Canceled };

        Decision plan = await Decide(campaign, courier, later, canceled);

        Assert.Equal(["wf-0", "wf-11", "wf-5"], Single(plan).Select(alert => alert.Id).Order(StringComparer.Ordinal));
        Cascade cascade = Single(plan).Single(alert => alert.Id == "wf-0").Cascade!;
        Assert.Equal((1, "Win-back"), (cascade.Count, Assert.Single(cascade.Names)));
        Assert.Equal("wf-0", Note(plan, campaign).Entries["data-team"].Teller!.Id);
    }

    [Fact]
    public async Task What_follows_is_still_told_where_its_cause_is_not()
    {
        FailedRun courier = AFailure(0, type: "courier.group/run");
        FailedRun campaign = AFailure(4, type: "campaign.send", attribution: Attribution.None);

        Decision plan = await Decide(courier, campaign);

        Assert.Equal(["platform-oncall"], Single(plan).Single(alert => alert.Id == "wf-4").To);
    }

    [Fact]
    public async Task Nothing_is_folded_under_a_failure_that_a_route_holds_back()
    {
        _options.Routes.Add(new RouteOptions { Type = "courier.*", To = ["data-team"], Hold = TimeSpan.FromMinutes(10) });

        Decision plan = await Decide(AFailure(0, type: "courier.group/run"), AFailure(4, type: "campaign.send"));

        Assert.Equal(["wf-4"], Single(plan).Select(run => run.Id));
        Assert.Equal("wf-0", Assert.Single(plan.Waiting).Message.Id);
    }

    [Fact]
    public async Task What_follows_from_a_failure_that_was_told_before_comes_as_one_card()
    {
        Incident courier = new Incident(new WorkflowKey("socktown", "courier.group/run", "Nightly couriers")).Failed(new Failure(Six, "wf-courier", ["data-team"]));
        FailedRun told = AFailure(0, type: "courier.group/run", name: "Nightly couriers") with { Id = "wf-courier" };
        Claim claim = await _ledger.TryClaim(told, "data-team", known: null, CancellationToken.None);
        await _ledger.Record(told, "data-team", claim, claim.Entry with { State = DeliveryState.Delivered }, CancellationToken.None);

        Decision plan = await Decide([AFailure(3, type: "campaign.send"), AFailure(4, type: "amperity.orchestration.orchestration/run")], courier);

        Digest card = Assert.Single(Digests(plan));
        Assert.Equal((2, DigestReason.Cascade, "Nightly couriers"), (card.Count, card.Reason, card.Cause));
        Assert.Empty(Single(plan));
    }

    [Fact]
    public async Task What_follows_from_a_failure_that_nobody_was_told_of_is_told_by_itself()
    {
        Incident courier = new Incident(new WorkflowKey("socktown", "courier.group/run", "Nightly couriers")).Failed(new Failure(Six, "wf-courier", []));

        Decision plan = await Decide([AFailure(3, type: "campaign.send")], courier);

        Assert.Single(Single(plan));
        Assert.Empty(Digests(plan));
    }

    [Fact]
    public async Task A_storm_counts_what_its_members_would_have_told_of()
    {
        FailedRun[] couriers = [.. Enumerable.Range(0, 11).Select(i => AFailure(i, type: "courier.group/run", name: $"Courier {i}"))];
        FailedRun[] campaigns = [.. Enumerable.Range(0, 5).Select(i => AFailure(1, type: "campaign.send", name: $"Campaign {i}") with { Id = $"wf-c{i}" })];

        Decision plan = await Decide([.. couriers, .. campaigns]);

        Assert.Empty(Single(plan));
        Assert.All(Digests(plan), digest => Assert.Equal(16, digest.Count));
        Assert.Equal(16, Digests(plan).Sum(digest => digest.Lines.Sum(line => line.Count) + digest.Unlisted));
        Assert.Equal(16, plan.Notes.Count(note => note.Entries["data-team"].Teller is { } teller && Digests(plan).Any(digest => digest.Id == teller.Id)));
    }

    [Fact]
    public async Task A_recovery_is_not_told_with_failures()
    {
        EndedIncident ended = new(
            new WorkflowKey("socktown", "campaign.send", "Win-back"), "wf-good", null, Six.AddMinutes(30), [new Failure(Six, "wf-0", ["data-team"])], ["data-team"]);

        Decision plan = await Decide(new Happened { Failed = Failures(20), Ended = [ended] });

        Assert.Equal("wf-good", Assert.Single(plan.Messages.OfType<Recovery>()).Id);
        Assert.Equal(20, Digests(plan).Single().Count);
    }

    [Fact]
    public async Task Who_is_told_that_it_failed_again_hears_of_no_end_in_between()
    {
        EndedIncident ended = Ended("data-team", AFailure(0)) with { FailedAgainAt = Six.AddMinutes(40) };

        Decision plan = await Decide(new Happened { Failed = [AFailure(0), AFailure(40)], Ended = [ended] });

        Assert.Equal(["wf-0", "wf-40"], Single(plan).Select(run => run.Id));
        Assert.Empty(plan.Messages.OfType<Recovery>());
    }

    [Fact]
    public async Task Who_heard_of_a_failure_hears_of_its_end_where_others_hear_that_it_failed_again()
    {
        EndedIncident ended = Ended("platform-oncall", AFailure(0, attribution: Attribution.Platform)) with { FailedAgainAt = Six.AddMinutes(40) };

        Decision plan = await Decide(new Happened { Failed = [AFailure(40)], Ended = [ended] });

        Assert.Equal("data-team", Assert.Single(Single(plan).Single().To!));
        Recovery recovery = Assert.Single(plan.Messages.OfType<Recovery>());
        Assert.Equal(("platform-oncall", Six.AddMinutes(40)), (Assert.Single(recovery.To!), recovery.FailedAgainAt));
        Assert.Contains("which was told elsewhere or is told later", Assert.Single(recovery.Card(new CardSetting(new CardOptions())).Notes).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_that_was_held_until_a_rerun_worked_is_told_with_it_in_one_message_when_the_hold_is_over()
    {
        Hold();
        FailedRun held = AFailure(0);

        Decision plan = await Decide(new Happened { Failed = [held], Ended = [Ended("data-team", held)] });

        Assert.Empty(plan.Messages);
        WaitingMessage waiting = Assert.Single(plan.Waiting);
        Recovery recovery = Assert.IsType<Recovery>(waiting.Message);
        Assert.Equal((true, WaitReason.Hold, Six.AddMinutes(70)), (recovery.WasHeld, waiting.Wait.Reason, waiting.Wait.Until));
        Assert.Empty(recovery.After);
        Assert.Equal(recovery.Id, Note(plan, held).Entries["data-team"].Teller!.Id);
    }

    [Fact]
    public async Task A_second_failure_tells_of_the_first_that_was_held_and_the_end_comes_once()
    {
        Hold();
        FailedRun first = AFailure(0);
        Decision held = await Decide(first);
        await new Waiting(_storage, Damage.None()).Keep(held.Waiting, CancellationToken.None);
        FailedRun second = AFailure(5) with { Streak = new Streak { Count = 2, Since = Six, Earlier = [new EarlierRun("wf-0", Six)] } };

        Decision told = await Decide(second);
        await new Waiting(_storage, Damage.None()).Remove(told.Absorbed, CancellationToken.None);
        Decision end = await Decide(new Happened { Ended = [Ended("data-team", first, second)] });

        Assert.Equal("wf-5", Assert.Single(told.Messages).Id);
        Assert.Equal("wf-0", Assert.Single(told.Absorbed).Message.Id);
        Assert.Equal("wf-5", Note(told, first).Entries["data-team"].Teller!.Id);
        Recovery recovery = Assert.IsType<Recovery>(Assert.Single(end.Messages));
        Assert.Equal((false, 2), (recovery.WasHeld, recovery.Count));
    }

    [Fact]
    public async Task The_end_of_what_is_kept_is_kept_with_it()
    {
        _options.Routes.Insert(0, new RouteOptions { Name = "Stitch", To = ["data-team"], Quiet = [new QuietOptions { Days = ["mon-sun"], From = "06:00", To = "09:00" }] });
        FailedRun kept = AFailure(0);

        Decision plan = await Decide(new Happened { Failed = [kept], Ended = [Ended("data-team", kept)] });

        Assert.Empty(plan.Messages);
        Assert.Equal([("wf-0", Six.AddHours(3)), ("wf-good", Six.AddHours(3))], plan.Waiting.Select(one => (one.Message.Id, one.Wait.Until)));
        Assert.All(plan.Notes, note => Assert.Equal(DeliveryState.Kept, note.Entries["data-team"].State));
    }

    [Fact]
    public async Task Failures_go_onto_the_queue_before_recoveries_and_digests()
    {
        Decision plan = await Decide(new Happened { Failed = [.. Failures(12), AFailure(5, attribution: Attribution.Platform)], Ended = [Ended("data-team", AFailure(1, name: "Other"))] });

        Assert.IsType<FailedRun>(plan.Messages[0]);
        Assert.Equal(["wf-5"], Single(plan).Select(run => run.Id));
    }

    [Fact]
    public async Task Many_recoveries_are_told_together_once_their_failures_were_told()
    {
        EndedIncident[] ended = [.. Enumerable.Range(0, 12).Select(i => Ended("data-team", AFailure(i, name: "Same")) with { RunId = $"wf-good-{i}" })];
        Decision early = await Decide(new Happened { Ended = ended });
        foreach (Message failed in Enumerable.Range(0, 12).Select(i => AFailure(i, name: "Same")))
        {
            Claim claim = await _ledger.TryClaim(failed, "data-team", known: null, CancellationToken.None);
            await _ledger.Record(failed, "data-team", claim, claim.Entry with { State = DeliveryState.Delivered }, CancellationToken.None);
        }

        Decision late = await Decide(new Happened { Ended = ended });

        Assert.Equal(12, early.Messages.OfType<Recovery>().Count());
        Digest digest = Assert.IsType<Digest>(Assert.Single(late.Messages));
        Card card = digest.Card(new CardSetting(new CardOptions()));
        Assert.Equal((12, Tone.Good, "12 workflows work again"), (digest.Count, card.Tone, card.Title.ToString()));
        Assert.Empty(digest.Calls);
    }

    [Fact]
    public async Task Deciding_once_more_after_a_crash_keeps_what_waits_as_it_was_decided()
    {
        Hold();
        Decision first = await Decide(AFailure(0));
        await new Waiting(_storage, Damage.None()).Keep(first.Waiting, CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(3));

        Decision again = await Decide(AFailure(0));

        Assert.Empty(again.Waiting);
        Assert.Empty(again.Messages);
        Assert.StartsWith("held until 2026-06-19 07:10:00", Note(again, AFailure(0)).Entries["data-team"].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_route_mutes_is_noted_and_told_to_nobody()
    {
        _options.Routes.Insert(0, new RouteOptions { Name = "Stitch", Mute = true });

        Decision plan = await Decide(AFailure(0));

        Assert.Empty(plan.Messages);
        Assert.True(Assert.Single(plan.Notes).Muted);
    }

    [Fact]
    public async Task Nothing_that_happened_asks_storage_nothing()
    {
        ObservedStorage observed = new(_storage);

        Decision plan = await Decider(observed).Of("socktown", new Happened(), CancellationToken.None);

        Assert.Empty(plan.Notes);
        Assert.Empty(observed.Done);
    }

    private Task<Decision> Decide(params FailedRun[] failed) => Decide(new Happened { Failed = failed });

    private Task<Decision> Decide(FailedRun[] failed, Incident incident) => Decide(new Happened { Failed = failed, Incidents = [incident] });

    private Task<Decision> Decide(Happened happened) => Decider(_storage).Of("socktown", happened, CancellationToken.None);

    private Decider Decider(IStorage storage)
    {
        IOptions<WorkflowAlertsOptions> options = Options.Create(_options);
        Router router = new(options);
        Restraints restraints = new(new MuteRestraint(new Mutes(storage, Damage.None()), _time), new QuietRestraint(), router, _time);
        Grouper grouper = new(new Cascades(_ledger, options), new Recoveries(_ledger), options);
        return new Decider(router, restraints, new Waiting(storage, Damage.None()), grouper, _time);
    }

    private void Hold() => _options.Routes.Insert(0, new RouteOptions { Name = "Stitch", To = ["data-team"], Hold = TimeSpan.FromMinutes(10) });

    private static EndedIncident Ended(string destination, params FailedRun[] failed) => new(
        failed[0].Workflow, "wf-good", null, failed[^1].Key.At.AddMinutes(5), [.. failed.Select(run => new Failure(run.Key.At, run.Id, [destination]))], [destination]);

    private static Digest[] Digests(Decision plan) => [.. plan.Messages.OfType<Digest>()];

    private static FailedRun[] Single(Decision plan) => [.. plan.Messages.OfType<FailedRun>()];

    private static LedgerNote Note(Decision plan, FailedRun run) => plan.Notes.Single(note => note.Message.Key == run.Key);

    private static FailedRun[] Failures(int count) => [.. Enumerable.Range(1000, count).Select(i => AFailure(i))];

    private static FailedRun AFailure(int minute, string type = "stitch.run", string name = "Stitch", string error = "e", Attribution attribution = Attribution.Customer) => new()
    {
        Tenant = "socktown", Id = $"wf-{minute}", Outcome = Outcome.Failed, WorkflowType = type, WorkflowName = name, ErrorType = error, Attribution = attribution, EndedAt = Six.AddMinutes(minute),
    };
}
