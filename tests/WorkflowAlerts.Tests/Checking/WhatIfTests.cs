using WorkflowAlerts.Telling;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Cli.Checking;

namespace WorkflowAlerts.Tests.Checking;

public sealed class WhatIfTests
{
    [Fact]
    public async Task It_says_which_routes_match_and_why_the_others_do_not()
    {
        WhatIfReport report = (await Of("attribution=platform,type=courier.group/run,name=Daily"));

        Assert.Equal([false, false, true, null, null], report.Routes.Select(route => route.Matches));
        Assert.Equal(new WhatIfCondition("ManualStop", "true", "false", false), Assert.Single(report.Routes[0].Conditions));
        Assert.Equal(new WhatIfCondition("Type", "\"campaign.*\"", "\"courier.group/run\"", false), Assert.Single(report.Routes[1].Conditions));
        Assert.Equal(new WhatIfCondition("Attribution", "platform", "platform", true), Assert.Single(report.Routes[2].Conditions));
    }

    [Fact]
    public async Task It_says_who_gets_it_and_how_long_it_is_held_and_whom_it_calls()
    {
        WhatIfDelivery delivery = Assert.Single((await Of("attribution=platform,type=courier.group/run")).Deliveries);

        Assert.Equal(("platform-oncall", "Routes:2", TimeSpan.FromMinutes(90), null), (delivery.Destination, delivery.Route, delivery.Hold, delivery.QuietUntil));
        Assert.Equal(["Jane Doe (jane.doe@contoso.com)"], delivery.Mentions);
    }

    [Fact]
    public async Task It_goes_on_where_a_route_does_and_falls_to_the_default_where_none_matches()
    {
        Assert.Equal([("data-team", "Routes:1"), ("platform-oncall", "Routes:2")], (await Of("attribution=platform,type=campaign.send")).Deliveries.Select(delivery => (delivery.Destination, delivery.Route!)));
        Assert.Null(Assert.Single((await Of("attribution=customer")).Deliveries).Route);
        Assert.Contains("data-team (Slack) is told, by DefaultTo, since no route matches.", await Text("attribution=customer"));
    }

    [Theory]
    [InlineData("2026-11-24T21:30Z", "Wed 2026-11-25 06:30 Europe/Berlin")]
    [InlineData("2026-03-28T23:30:00+01:00", null)]
    [InlineData("2026-07-06T23:30:00+02:00", "Tue 2026-07-07 06:30 Europe/Berlin")]
    public async Task Quiet_hours_end_on_the_clock_of_their_zone(string at, string? until)
    {
        WhatIfDelivery delivery = Assert.Single((await Of($"attribution=platform,type=courier.group/run,at={at}")).Deliveries);

        Assert.Equal(until, delivery.QuietUntilLocal.SingleOrDefault());
        Assert.Equal(until is null, delivery.Mentions.Count > 0);
    }

    [Theory]
    [InlineData("name=Card payments EU")]
    [InlineData("outcome=canceled,type=courier.group/run")]
    public async Task What_quiet_hours_let_through_is_told_at_once(string excepted) => Assert.Null(Assert.Single((await Of($"attribution=platform,at=2026-11-24T22:30Z,{excepted}")).Deliveries).QuietUntil);

    [Fact]
    public async Task What_is_muted_is_told_to_nobody_and_says_by_what()
    {
        Assert.True((await Of("manual-stop=true")).Muted);
        Assert.Contains("Nobody is told: Routes:0 mutes it. It is recorded all the same.", await Text("manual-stop=true"));
    }

    [Fact]
    public async Task It_can_be_had_as_one_JSON_object()
    {
        JsonElement json = JsonDocument.Parse((await Of("attribution=platform,at=2026-11-24T22:30Z")).ToJson()).RootElement;

        Assert.Equal("Platform", json.GetProperty("attribution").GetString());
        Assert.Equal(new DateTimeOffset(2026, 11, 25, 5, 30, 0, TimeSpan.Zero), json.GetProperty("deliveries")[0].GetProperty("quietUntil").GetDateTimeOffset());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("routes")[3].GetProperty("matches").ValueKind);
    }

    private static async Task<string[]> Text(string what) => [.. WhatIfText.Lines(await Of(what))];

    private static async Task<WhatIfReport> Of(string text)
    {
        WhatIf what = WhatIfArgument.Read(text, Setup.Options(), Setup.Now);
        using ServiceProvider product = Setup.Product(what.At);
        return await ActivatorUtilities.CreateInstance<WhatIfTrial>(product).Of(what, TestContext.Current.CancellationToken);
    }
}
