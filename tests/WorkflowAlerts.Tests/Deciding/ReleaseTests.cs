using WorkflowAlerts.Deciding;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Tests.Deciding;

public sealed class ReleaseTests : IDisposable
{
    // A Friday.
    private static readonly DateTimeOffset Two = new(2026, 6, 19, 2, 0, 0, TimeSpan.Zero);
    private static readonly QuietOptions Night = new() { Days = ["mon-sun"], From = "22:00", To = "06:00" };

    private readonly AProduct _product = new(Two);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _product.Dispose();

    [Fact]
    public async Task What_quiet_hours_kept_is_told_when_they_end_and_the_ledger_says_by_which_message()
    {
        Route(quiet: Night);
        await Happen(Failure(1), Failure(2));
        await Release();
        Assert.Empty(await _product.Take());

        _product.Time.SetUtcNow(Two.AddHours(4));
        await Release();

        Digest summary = Assert.IsType<Digest>(Assert.Single(await _product.Take()));
        Assert.Equal((DigestReason.QuietHours, 2, "data-team"), (summary.Reason, summary.Count, Assert.Single(summary.To!)));
        Assert.Equal([(DeliveryState.Folded, summary.Id), (DeliveryState.Folded, summary.Id)], [await Told(Failure(1)), await Told(Failure(2))]);
        await NothingWaits();
    }

    [Fact]
    public async Task What_quiet_hours_kept_that_are_gone_from_the_settings_is_told_at_the_next_tick()
    {
        Route(quiet: Night);
        await Happen(Failure(1));

        Route();
        await Release();

        Assert.Equal((DigestReason.QuietHours, 1), Assert.IsType<Digest>(Assert.Single(await _product.Take())) is var digest ? (digest.Reason, digest.Count) : default);
        await NothingWaits();
    }

    [Fact]
    public async Task Quiet_hours_that_end_later_in_new_settings_keep_what_they_kept_until_then_and_history_says_so()
    {
        Route(quiet: Night);
        await Happen(Failure(1));
        Route(quiet: new QuietOptions { Days = ["mon-sun"], From = "22:00", To = "07:30" });

        _product.Time.SetUtcNow(Two.AddHours(4));
        await Release();

        Assert.Empty(await _product.Take());
        DeliveryEntry kept = (await _product.Get<Ledger>().Read(Failure(1).Key, Stop))["data-team"];
        Assert.Equal((DeliveryState.Kept, "quiet hours; told in a summary at 2026-06-19 07:30:00Z"), (kept.State, kept.Detail));
        _product.Time.SetUtcNow(Two.AddHours(5.5));
        await Release();
        Assert.Single(await _product.Take());
    }

    [Fact]
    public async Task A_destination_that_is_gone_gives_what_was_kept_for_it_to_the_default()
    {
        _product.AddDestination("night-team");
        _product.AddDestination("managers");
        Route("night-team", quiet: Night);
        await Happen(Failure(1));

        _product.Options.Destinations.Remove("night-team");
        _product.Options.DefaultTo = ["data-team", "managers"];
        Route();
        await Release();

        Digest[] told = [.. (await _product.Take()).Cast<Digest>()];
        Assert.Equal(["data-team", "managers"], told.Select(digest => digest.To!.Single()).Order());
        IReadOnlyDictionary<string, DeliveryEntry> ledger = await _product.Get<Ledger>().Read(Failure(1).Key, Stop);
        Assert.Equal(DeliveryState.NotTold, ledger["night-team"].State);
        Assert.All(["data-team", "managers"], name => Assert.Equal(DeliveryState.Folded, ledger[name].State));
        Assert.All(told, digest => Assert.Equal(digest.Id, ledger[digest.To!.Single()].Teller!.Id));
        await NothingWaits();
    }

    [Fact]
    public async Task A_held_failure_whose_destination_is_gone_is_told_at_the_default_and_not_held_for_ever()
    {
        _product.AddDestination("night-team");
        Route("night-team", hold: TimeSpan.FromMinutes(10));
        await Happen(Failure(1));
        _product.Options.Destinations.Remove("night-team");
        _product.Options.Routes = [];
        _product.Restart();
        _product.Time.Advance(TimeSpan.FromMinutes(10));

        await Release();
        await _product.Deliver();

        IReadOnlyDictionary<string, DeliveryEntry> ledger = await _product.Get<Ledger>().Read(Failure(1).Key, Stop);
        Assert.Equal((DeliveryState.NotTold, DeliveryState.Delivered), (ledger["night-team"].State, ledger["data-team"].State));
        await NothingWaits();
    }

    [Theory]
    [InlineData(10, 10, 0)]
    [InlineData(11, 0, 2)]
    public async Task A_storm_of_held_failures_becomes_a_digest_and_a_few_come_as_they_are(int failures, int alone, int cards)
    {
        Route(hold: TimeSpan.FromMinutes(20));
        await Happen([.. Enumerable.Range(1, failures).Select(Failure)]);
        _product.Time.Advance(TimeSpan.FromMinutes(20) - TimeSpan.FromSeconds(1));
        await Release();
        Assert.Empty(await _product.Take());

        _product.Time.Advance(TimeSpan.FromSeconds(1));
        await Release();

        IReadOnlyList<Message> told = await _product.Take();
        Assert.Equal((alone, cards), (told.OfType<FailedRun>().Count(), told.OfType<Digest>().Count()));
        Assert.All(told.OfType<Digest>(), digest => Assert.Equal((DigestReason.Storm, failures), (digest.Reason, digest.Count)));
        Assert.True(told.OfType<Digest>().DistinctBy(digest => Digests.SetOf(digest.Id)).Count() <= 1);
        await NothingWaits();
    }

    [Fact]
    public async Task A_hold_that_ends_in_quiet_hours_is_kept_until_they_end()
    {
        _product.Time.SetUtcNow(Two.AddHours(19.9));
        Route(hold: TimeSpan.FromMinutes(30), quiet: Night);
        await Happen(Failure(1));
        Assert.Equal(DeliveryState.Held, (await Told(Failure(1))).State);

        _product.Time.Advance(TimeSpan.FromMinutes(31));
        await Release();
        Assert.Empty(await _product.Take());
        Assert.Equal(DeliveryState.Kept, (await Told(Failure(1))).State);

        _product.Time.SetUtcNow(Two.AddHours(28));
        await Release();
        Assert.Equal(DigestReason.QuietHours, Assert.IsType<Digest>(Assert.Single(await _product.Take())).Reason);
        await NothingWaits();
    }

    [Fact]
    public async Task A_mute_that_ends_is_told_of_and_forgotten()
    {
        await _product.Get<Mutes>().Write(new Mute("m1", null, null, "Workflow 1", Two.AddHours(1), "a migration", Two), Stop);
        Route();
        await Happen(Failure(1), Failure(2));
        Assert.Equal("wf-2", Assert.Single(await _product.Take()).Id);

        _product.Time.Advance(TimeSpan.FromHours(1));
        await Release();

        Digest summary = Assert.IsType<Digest>(Assert.Single(await _product.Take()));
        Assert.Equal((DigestReason.Mute, "a migration", 1), (summary.Reason, summary.Cause, summary.Count));
        Assert.Equal((DeliveryState.Folded, summary.Id), await Told(Failure(1)));
        Assert.Empty(await _product.Get<Mutes>().All(Stop));
        await NothingWaits();
    }

    [Fact]
    public async Task An_end_that_came_within_the_silence_is_told_in_one_summary_with_its_beginning()
    {
        Route(quiet: Night);
        await Happen(Failure(1));
        _product.Time.SetUtcNow(Two.AddHours(4).AddSeconds(-1));
        await Happen(new Happened { Ended = [Ended(1)] });
        Assert.Empty(await _product.Take());

        _product.Time.Advance(TimeSpan.FromSeconds(1));
        await Release();

        Digest summary = Assert.IsType<Digest>(Assert.Single(await _product.Take()));
        Assert.Equal([Outcome.Failed, Outcome.Succeeded], summary.Lines.Select(line => line.Outcome).Order());
        Assert.Equal(Tone.Good, summary.Card(new CardSetting(new CardOptions())).Tone);
        await NothingWaits();
    }

    [Theory]
    [InlineData("Write Deliveries")]
    [InlineData("Write Incidents")]
    public async Task A_release_that_was_cut_off_behind_the_queue_goes_on_under_the_same_id(string where)
    {
        Route(quiet: Night);
        await Happen(Failure(1), Failure(2));
        _product.Time.SetUtcNow(Two.AddHours(4));
        Digest first = await CutOff(where);

        _product.Restart();
        await Release();

        Digest again = Assert.IsType<Digest>(Assert.Single(await _product.Take()));
        Assert.Equal((first.Key, 2), (again.Key, again.Count));
        Assert.Equal((DeliveryState.Folded, first.Id), await Told(Failure(2)));
        await NothingWaits();
    }

    [Fact]
    public async Task What_is_kept_after_a_release_was_cut_off_is_told_in_another_summary()
    {
        Route(quiet: Night);
        await Happen(Failure(1));
        _product.Time.SetUtcNow(Two.AddHours(4));
        Digest first = await CutOff("Write Deliveries");
        _product.Time.SetUtcNow(Two.AddHours(21));
        await Happen(Failure(2));
        _product.Time.SetUtcNow(Two.AddHours(28));

        await Release();

        Digest[] told = [.. (await _product.Take()).Cast<Digest>()];
        Assert.Equal(first.Id, told[0].Id);
        Assert.Equal(["wf-1", "wf-2"], told.Select(digest => Assert.Single(digest.Lines).RunIds[0]));
        Assert.NotEqual(told[0].Id, told[1].Id);
    }

    [Fact]
    public async Task A_held_failure_whose_release_was_cut_off_comes_again_as_the_same_message()
    {
        Route(hold: TimeSpan.FromMinutes(20));
        await Happen(Failure(1));
        _product.Time.Advance(TimeSpan.FromMinutes(20));
        _product.Storage.After = (what, _) => what.StartsWith("Send ", StringComparison.Ordinal) ? throw new InvalidOperationException("cut off") : Task.CompletedTask;
        await Release();
        _product.Storage.After = null;

        await Release();

        Assert.Equal([Failure(1).Key, Failure(1).Key], (await _product.Take()).Select(message => message.Key));
        await NothingWaits();
    }

    [Fact]
    public async Task While_nothing_waits_storage_is_asked_every_ten_minutes_and_at_once_when_something_does()
    {
        await Release();
        _product.Storage.Done.Clear();
        _product.Time.Advance(TimeSpan.FromMinutes(9.9));
        await Release();
        Assert.Empty(_product.Storage.Done);

        _product.Get<Release>().Expect();
        await Release();
        Assert.Equal(2, _product.Storage.Done.Count);
        _product.Time.Advance(TimeSpan.FromMinutes(10));
        await Release();
        Assert.Equal(4, _product.Storage.Done.Count);
    }

    private static FailedRun Failure(int i) => new()
    {
        Tenant = "socktown", Id = $"wf-{i}", Outcome = Outcome.Failed, WorkflowType = "stitch.run", WorkflowName = $"Workflow {i}", EndedAt = Two.AddSeconds(i),
        Streak = new Streak { Count = 1, Since = Two.AddSeconds(i) },
    };

    private static EndedIncident Ended(int i) => new(
        Failure(i).Workflow, $"wf-good-{i}", null, Two.AddHours(3), [new Failure(Failure(i).Key.At, Failure(i).Id, ["data-team"])], ["data-team"]);

    // As a new process with other settings.
    private void Route(string to = "data-team", QuietOptions? quiet = null, TimeSpan hold = default)
    {
        _product.Options.Routes = [new RouteOptions { To = [to], Hold = hold, Quiet = quiet is null ? [] : [quiet] }];
        _product.Restart();
    }

    private Task Happen(params FailedRun[] failed) => Happen(new Happened { Failed = failed });

    private async Task Happen(Happened happened)
    {
        Decision decision = await _product.Get<Decider>().Of("socktown", happened, Stop);
        await _product.Get<Dispatch>().Send(decision, mayRepeat: false, Stop);
        _product.Get<Release>().Expect();
    }

    private Task Release() => _product.Get<Release>().Run(Stop);

    // The process ends when the digest is on the queue, before a write.
    private async Task<Digest> CutOff(string where)
    {
        bool queued = false;
        _product.Storage.Before = (what, _) =>
        {
            queued |= what.StartsWith("Send ", StringComparison.Ordinal);
            return queued && what == where ? throw new InvalidOperationException("cut off") : Task.CompletedTask;
        };
        await Release();
        _product.Storage.Before = null;
        return Assert.IsType<Digest>(Assert.Single(await _product.Take()));
    }

    private async Task<(DeliveryState State, string? Teller)> Told(FailedRun run) =>
        (await _product.Get<Ledger>().Read(run.Key, Stop)).GetValueOrDefault("data-team") is { } entry ? (entry.State, entry.Teller?.Id) : default;

    private async Task NothingWaits() => Assert.Empty(await _product.Get<Waiting>().All(Stop));
}
