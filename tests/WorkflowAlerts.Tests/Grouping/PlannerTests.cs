using Microsoft.Extensions.Options;
using Moq;
using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Grouping;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Rendering;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Tests.Grouping;

public sealed class PlannerTests
{
    private static readonly DateTimeOffset Six = new(2026, 6, 19, 6, 0, 0, TimeSpan.Zero);

    private readonly Mock<ILedger> _ledger = new();
    private readonly WorkflowAlertsOptions _options = new()
    {
        Routes = [new RouteOptions { Attribution = Attribution.None, To = ["data-team", "platform-oncall"] }, new RouteOptions { Attribution = Attribution.Platform, To = ["platform-oncall"] }],
        DefaultTo = ["data-team"],
    };

    public PlannerTests() => _ledger.Setup(ledger => ledger.Read(It.IsAny<AlertKey>(), It.IsAny<CancellationToken>())).ReturnsAsync(new Dictionary<string, DeliveryEntry>());

    [Fact]
    public async Task Ten_alerts_are_told_one_by_one_and_eleven_together()
    {
        Plan few = await Plan(Failures(10));
        Plan many = await Plan(Failures(11));

        Assert.Empty(few.Digests);
        Assert.Equal(10, few.Single.Count());
        Assert.Empty(many.Single);
        Alert digest = Assert.Single(many.Digests);
        Assert.Equal((11, DigestReason.Storm, "data-team"), (digest.Digest!.Count, digest.Digest.Reason, Assert.Single(digest.To!)));
        Assert.Equal(11, many.Folded.Count);
        Assert.All(many.Folded.Values, folded => Assert.Equal(digest.RunId, folded["data-team"]));
    }

    [Fact]
    public async Task A_storm_at_one_destination_leaves_another_its_single_alerts()
    {
        Plan plan = await Plan([.. Failures(11), AFailure(99, attribution: Attribution.None)]);

        Assert.Equal("data-team", Assert.Single(Assert.Single(plan.Digests).To!));
        Alert single = Assert.Single(plan.Single);
        Assert.Equal(("wf-99", "platform-oncall"), (single.RunId, Assert.Single(single.To!)));
    }

    [Fact]
    public async Task A_digest_counts_by_workflow_and_error_the_largest_first_and_ten_thousand_fit_few_small_cards()
    {
        Alert[] alerts = [.. Enumerable.Range(0, 10_000).Select(i => AFailure(i, name: $"Workflow {Math.Min(i % 97, 40)}", error: i % 2 == 0 ? "timeout" : "memory"))];

        Plan plan = await Plan(alerts);

        Assert.Equal(3, plan.Digests.Count);
        Digest[] cards = [.. plan.Digests.Select(alert => alert.Digest!)];
        Assert.All(cards, card => Assert.Equal(10_000, card.Count));
        Assert.Equal(10_000, cards.Sum(card => card.Groups.Sum(group => group.Count) + card.Unlisted));
        Assert.Equal("Workflow 40", cards[0].Groups[0].WorkflowName);
        Assert.True(cards.SelectMany(card => card.Groups).Zip(cards.SelectMany(card => card.Groups).Skip(1)).All(pair => pair.First.Count >= pair.Second.Count));
        Assert.All(plan.Digests, digest => Assert.InRange(AlertMessage.Pack([digest]).Single().Length, 1, AlertMessage.MaxBytes));
        Assert.All(plan.Digests, digest => Assert.InRange(new SlackChat().Render(AlertCard.Of(digest, new CardOptions(), false)).Body.Length, 1, 16 * 1024));
    }

    [Fact]
    public async Task The_same_alerts_in_any_order_make_the_same_digest()
    {
        Alert[] alerts = Failures(30);

        Assert.Equal((await Plan(alerts)).Digests.Single().RunId, (await Plan([.. alerts.Reverse()])).Digests.Single().RunId);
    }

    [Fact]
    public async Task What_fails_because_of_a_courier_in_the_same_poll_is_told_on_its_card()
    {
        Alert courier = AFailure(0, type: "courier.group/run", name: "Nightly couriers");
        Alert campaign = AFailure(4, type: "campaign.send", name: "Win-back");
        Alert later = AFailure(11, type: "campaign.send", name: "Too late");
        Alert canceled = AFailure(5, type: "campaign.send", name: "Canceled") with { Outcome = Outcome.Canceled };

        Plan plan = await Plan(campaign, courier, later, canceled);

        Assert.Equal(["wf-0", "wf-11", "wf-5"], plan.Single.Select(alert => alert.RunId).Order(StringComparer.Ordinal));
        Cascade cascade = plan.Single.Single(alert => alert.RunId == "wf-0").Cascade!;
        Assert.Equal((1, "Win-back"), (cascade.Count, Assert.Single(cascade.Names)));
        Assert.Equal("wf-0", plan.Folded[campaign.Key]["data-team"]);
    }

    [Fact]
    public async Task What_follows_is_still_told_where_its_cause_is_not()
    {
        Alert courier = AFailure(0, type: "courier.group/run");
        Alert campaign = AFailure(4, type: "campaign.send", attribution: Attribution.None);

        Plan plan = await Plan(courier, campaign);

        Assert.Equal(["platform-oncall"], plan.Single.Single(alert => alert.RunId == "wf-4").To);
    }

    [Fact]
    public async Task Nothing_is_folded_under_a_failure_that_a_route_holds_back()
    {
        _options.Routes.Add(new RouteOptions { Type = "courier.*", To = ["data-team"], Hold = TimeSpan.FromMinutes(10) });

        Plan plan = await Plan(AFailure(0, type: "courier.group/run"), AFailure(4, type: "campaign.send"));

        Assert.Equal(2, plan.Single.Count());
        Assert.Empty(plan.Folded);
    }

    [Fact]
    public async Task What_follows_from_a_failure_that_was_told_before_comes_as_one_card()
    {
        Incident courier = new Incident(new WorkflowKey("socktown", "courier.group/run", "Nightly couriers")).Failed(new Failure(Six, "wf-courier", ["data-team"]));
        _ledger.Setup(ledger => ledger.Read(new AlertKey("socktown", "wf-courier", Outcome.Failed, Six), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new Dictionary<string, DeliveryEntry> { ["data-team"] = new(DeliveryState.Delivered, Six, 1, "200 ok", Six) });

        Plan plan = await Planner().Of([AFailure(3, type: "campaign.send"), AFailure(4, type: "amperity.orchestration.orchestration/run")], [courier], CancellationToken.None);

        Alert card = Assert.Single(plan.Digests);
        Assert.Equal((2, DigestReason.Cascade, "Nightly couriers"), (card.Digest!.Count, card.Digest.Reason, card.Digest.Cause));
        Assert.Empty(plan.Single);
    }

    [Fact]
    public async Task What_follows_from_a_failure_that_nobody_was_told_of_is_told_by_itself()
    {
        Incident courier = new Incident(new WorkflowKey("socktown", "courier.group/run", "Nightly couriers")).Failed(new Failure(Six, "wf-courier", []));

        Plan plan = await Planner().Of([AFailure(3, type: "campaign.send")], [courier], CancellationToken.None);

        Assert.Single(plan.Single);
        Assert.Empty(plan.Digests);
    }

    [Fact]
    public async Task A_recovery_is_never_folded()
    {
        Alert recovery = AFailure(4, type: "campaign.send") with { Outcome = Outcome.Succeeded, Recovery = new Recovery { Count = 1 }, To = ["data-team"] };

        Plan plan = await Plan([.. Failures(20), AFailure(0, type: "courier.group/run"), recovery]);

        Assert.Equal("wf-4", Assert.Single(plan.Single).RunId);
    }

    private Task<Plan> Plan(params Alert[] alerts) => Planner().Of(alerts, [], CancellationToken.None);

    private Planner Planner() => new(new Router(Options.Create(_options)), new QuietCalendar(Options.Create(_options), TimeProvider.System), _ledger.Object, Options.Create(_options));

    private static Alert[] Failures(int count) => [.. Enumerable.Range(1000, count).Select(i => AFailure(i))];

    private static Alert AFailure(int minute, string type = "stitch.run", string name = "Stitch", string error = "e", Attribution attribution = Attribution.Customer) => new()
    {
        Tenant = "socktown", RunId = $"wf-{minute}", Outcome = Outcome.Failed, WorkflowType = type, WorkflowName = name, ErrorType = error, Attribution = attribution, EndedAt = Six.AddMinutes(minute),
    };
}
