using WorkflowAlerts.Deciding;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;
using WorkflowAlerts.Tests.Queueing;
using WorkflowAlerts.Tests.Runs;

namespace WorkflowAlerts.Tests.Deciding;

public sealed class RestraintsTests : IDisposable
{
    // A Friday.
    private static readonly DateTimeOffset Two = new(2026, 6, 19, 2, 0, 0, TimeSpan.Zero);

    private readonly AProduct _product = new(Two);

    public void Dispose() => _product.Dispose();

    [Fact]
    public async Task A_mute_goes_before_quiet_hours_and_quiet_hours_before_a_hold()
    {
        Route(new RouteOptions { To = ["data-team"], Hold = TimeSpan.FromHours(9), Quiet = [Night("05:00")] });
        await Mute("Daily *", until: 3);
        FailedRun run = ARun.FailedRun();

        Assert.Equal(new Wait(WaitReason.Mute, Two.AddHours(3), "why 3"), await Of(run));
        _product.Time.Advance(TimeSpan.FromHours(3) - TimeSpan.FromSeconds(1));
        Assert.Equal(WaitReason.Mute, (await Of(run))?.Reason);
        await Unmute();
        Assert.Equal(new Wait(WaitReason.QuietHours, Two.AddHours(3)), await Of(run));
        _product.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new Wait(WaitReason.Hold, Two.AddHours(12)), await Of(run));
    }

    [Fact]
    public async Task A_hold_counts_from_when_it_began()
    {
        Route(new RouteOptions { To = ["data-team"], Hold = TimeSpan.FromMinutes(20) });
        FailedRun run = ARun.FailedRun();

        Assert.Equal(Two.AddMinutes(5), (await Of(run, heldSince: Two.AddMinutes(-15)))?.Until);
        Assert.Null(await Of(run, heldSince: Two.AddMinutes(-20)));
    }

    [Fact]
    public async Task Only_a_failure_that_is_no_repetition_is_held()
    {
        Route(new RouteOptions { To = ["data-team"], Hold = TimeSpan.FromMinutes(20) });
        FailedRun run = ARun.FailedRun();

        Assert.NotNull(await Of(run with { Streak = new Streak { Count = 1 } }));
        Assert.Null(await Of(run with { Streak = new Streak { Count = 2 } }));
        Assert.NotNull(await Of(run with { Streak = new Streak { Count = 0 } }));
        Assert.Null(await Of(run with { Outcome = Outcome.Canceled }));
        Assert.Null(await Of(EveryKind.Recovered with { WasHeld = false }));
    }

    [Fact]
    public async Task What_quiet_hours_let_through_a_mute_still_keeps()
    {
        QuietOptions night = Night("06:00");
        night.Except = [new ExceptOptions { Attribution = Attribution.Platform }];
        Route(new RouteOptions { To = ["data-team"], Quiet = [night] });
        FailedRun excepted = ARun.FailedRun(ARun.Error(Attribution.Platform));

        Assert.Null(await Of(excepted));
        Assert.Equal(WaitReason.QuietHours, (await Of(ARun.FailedRun(ARun.Error())))?.Reason);
        await Mute("*", until: 1);
        _product.Restart();
        Assert.Equal(WaitReason.Mute, (await Of(excepted))?.Reason);
    }

    [Fact]
    public async Task Of_several_mutes_the_last_to_end_counts_and_none_that_is_over_or_names_another()
    {
        Route(new RouteOptions { To = ["data-team"] });
        await Mute("Daily *", until: 2);
        await Mute("*", until: 4);
        await Mute("Weekly *", until: 9);
        await Mute("*", until: -1);

        Assert.Equal(new Wait(WaitReason.Mute, Two.AddHours(4), "why 4"), await Of(ARun.FailedRun()));
    }

    [Fact]
    public async Task Each_route_to_a_destination_has_quiet_hours_of_its_own()
    {
        Route(
            new RouteOptions { To = ["data-team"], Attribution = Attribution.Platform, Quiet = [Night("05:00")] },
            new RouteOptions { To = ["data-team"], Attribution = Attribution.Customer, Quiet = [Night("08:00")] });

        Assert.Equal(Two.AddHours(3), (await Of(ARun.FailedRun(ARun.Error(Attribution.Platform))))?.Until);
        Assert.Equal(Two.AddHours(6), (await Of(ARun.FailedRun(ARun.Error())))?.Until);
        Assert.Null(await Of(ARun.FailedRun()));
    }

    [Fact]
    public async Task An_end_is_silenced_and_let_through_as_the_failures_that_were_heard_of()
    {
        QuietOptions night = Night("06:00");
        night.Except = [new ExceptOptions { Attribution = Attribution.Platform }];
        Route(new RouteOptions { To = ["data-team"], Quiet = [night] });

        Assert.Null(await Of(Recovered(Attribution.Platform)));
        Assert.Equal(WaitReason.QuietHours, (await Of(Recovered(Attribution.Customer)))?.Reason);
        Assert.Null(await Of(Recovered(Attribution.Customer, Attribution.Platform)));
    }

    [Fact]
    public async Task What_stands_for_several_is_kept_only_while_none_of_them_would_be_told_and_then_until_the_last()
    {
        Route(
            new RouteOptions { To = ["data-team"], Name = "A", Quiet = [Night("05:00")] }, new RouteOptions { To = ["data-team"], Name = "B", Quiet = [Night("08:00")] },
            new RouteOptions { To = ["data-team"] });

        Assert.Equal(Two.AddHours(6), (await Of(Storm("A", "B")))?.Until);
        Assert.Null(await Of(Storm("A", "B", "C")));
    }

    [Fact]
    public async Task Nothing_keeps_a_weekly_card_or_a_report_of_the_product_itself()
    {
        Route(new RouteOptions { To = ["data-team"], Quiet = [Night("06:00")], Hold = TimeSpan.FromHours(1) });
        await Mute("*", until: 9);

        Assert.Null(await Of(EveryKind.Weekly));
        Assert.Null(await Of(EveryKind.Report));
    }

    private static QuietOptions Night(string to) => new() { Days = ["mon-sun"], From = "22:00", To = to };

    private static Recovery Recovered(params Attribution[] heard) => new()
    {
        Tenant = "socktown", Id = "wf-good", WorkflowType = "t", WorkflowName = "n", WorkedAt = Two,
        Heard = [.. heard.Select((attribution, i) => new EarlierRun($"wf-{i}", Two) { Attribution = attribution })],
    };

    private static Digest Storm(params string[] names) => new()
    {
        Tenant = "socktown", Id = "digest-1", Lines = [.. names.Select(name => new RunGroup { Tenant = "socktown", WorkflowName = name, Outcome = Outcome.Failed, Count = 1 })],
    };

    private void Route(params RouteOptions[] routes) => _product.Options.Routes = [.. routes];

    private Task Mute(string name, int until) =>
        _product.Get<Mutes>().Write(new Mute($"m{until}", null, null, name, Two.AddHours(until), $"why {until}", Two.AddHours(-2)), CancellationToken.None);

    private async Task Unmute()
    {
        await _product.Get<Mutes>().Remove("m3", CancellationToken.None);
        _product.Restart();
    }

    private async Task<Wait?> Of(Message message, DateTimeOffset? heldSince = null) =>
        await _product.Get<Restraints>().Of(message, "data-team", heldSince, CancellationToken.None);
}
