using System.Text;
using CsCheck;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Deciding;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;
using WorkflowAlerts.Tests.Fuzzing;
using WorkflowAlerts.Tests.Queueing;
using WorkflowAlerts.Tests.Runs;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Tests.Faults;

public sealed class FaultTests : IDisposable
{
    private static readonly DateTimeOffset Two = new(2026, 6, 19, 2, 0, 0, TimeSpan.Zero);

    private readonly AProduct _product = new(Two);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _product.Dispose();

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public async Task Every_card_of_many_recoveries_says_that_workflows_work_again(int mostCards)
    {
        _product.Options.Digest.MaxCards = mostCards;
        FailedRun[] failed = [.. Enumerable.Range(1, 35).Select(Failure)];
        foreach (FailedRun run in failed)
        {
            Claim claim = await _product.Get<Ledger>().TryClaim(run, "data-team", known: null, Stop);
            await _product.Get<Ledger>().Record(run, "data-team", claim, claim.Entry with { State = DeliveryState.Delivered }, Stop);
        }

        Decision plan = await _product.Get<Decider>().Of("socktown", new Happened { Ended = [.. failed.Select((run, i) => Ended(run) with { RunId = $"wf-good-{i}" })] }, Stop);

        Assert.All(plan.Messages, message =>
        {
            Card card = message.Card(new CardSetting(new CardOptions()));
            Assert.Equal((Tone.Good, "35 workflows work again"), (card.Tone, card.Title.ToString()));
        });
    }

    [Fact]
    public void A_failure_before_more_than_are_kept_does_not_say_that_the_workflow_has_worked_since()
    {
        WindowOfRuns window = new(new Dictionary<WorkflowKey, Incident>(), new Router(Options.Create(_product.Options)));
        window.Add(Ending.Of(ARun.Failed() with { Id = "wf-good", State = "succeeded", EndedAt = Two.AddDays(-1) }));
        for (int i = 0; i < 150; i++)
        {
            window.Add(Ending.Of(ARun.Failed() with { Id = $"wf-{i}", EndedAt = Two.AddMinutes(i) }));
        }

        Assert.All(window.Failed(), run => Assert.DoesNotContain(run.Card(new CardSetting(new CardOptions())).Notes, note => note.ToString().Contains("has worked since", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_message_for_a_destination_that_is_gone_survives_a_crash_between_the_ledger_and_the_queue()
    {
        FailedRun gone = Failure(1) with { To = ["renamed"] };
        string body = AlertMessage.Pack([gone]).Single();
        _product.Storage.Before = (what, _) => what.StartsWith("Send ", StringComparison.Ordinal) ? throw new InvalidOperationException("killed") : Task.CompletedTask;
        await Assert.ThrowsAsync<InvalidOperationException>(() => _product.Get<WorkflowAlerts.Sending.AlertPipeline>().Run(body, Stop));
        _product.Storage.Before = null;
        _product.Restart();

        await _product.Get<WorkflowAlerts.Sending.AlertPipeline>().Run(body, Stop);
        await _product.Deliver();

        Assert.Single(_product.Webhooks.Received);
    }

    [Fact]
    public async Task A_digest_over_which_silences_of_several_ends_come_loses_no_line()
    {
        _product.Options.Routes =
        [
            new RouteOptions { To = ["data-team"], Name = "A", Quiet = [Night("05:00")] }, new RouteOptions { To = ["data-team"], Name = "B", Quiet = [Night("08:00")] },
        ];
        RunGroup[] lines =
            [.. new[] { "A", "B", "C" }.Select(name => new RunGroup { Tenant = "socktown", WorkflowType = "t", WorkflowName = name, Outcome = Outcome.Failed, Count = 1, First = Two, Last = Two, RunIds = [name] })];
        await _product.Put(new Digest { Tenant = "socktown", Id = "digest-0123456789abcdef0123", To = ["data-team"], Count = 3, First = Two, Last = Two, Lines = lines });

        await _product.Deliver();

        Assert.Contains("1 workflow", Assert.Single(_product.Webhooks.Received).Body, StringComparison.Ordinal);
        Assert.Equal(["A", "B"], (await _product.Get<Waiting>().All(Stop)).SelectMany(one => one.Message.Groups).Select(line => line.WorkflowName).Order());
    }

    [Fact]
    public void A_damaged_message_of_any_kind_is_read_or_refused() => Gen.OneOf(
        [.. EveryKind.All.Select(message => AlertMessage.Pack([message]).Single()).Concat(EarlierVersionTests.Bodies.Select(body => body.Data.Item2)).Select(Damage.Of)])
        .Select(Encoding.UTF8.GetString).Sample(
            body =>
            {
                try
                {
                    Assert.All(AlertMessage.Read(body), NextSteps.Take);
                }
                catch (UnreadableMessageException)
                {
                }
            },
            iter: Damage.Inputs);

    private static QuietOptions Night(string to) => new() { Days = ["mon-sun"], From = "22:00", To = to };

    private static FailedRun Failure(int i) => new()
    {
        Tenant = "socktown", Id = $"wf-{i}", Outcome = Outcome.Failed, WorkflowType = "stitch.run", WorkflowName = $"Workflow {i}", EndedAt = Two.AddSeconds(i),
        Streak = new Streak { Count = 1, Since = Two.AddSeconds(i) },
    };

    private static EndedIncident Ended(FailedRun failed) =>
        new(failed.Workflow, "wf-good", null, Two.AddMinutes(30), [new Failure(failed.Key.At, failed.Id, ["data-team"])], ["data-team"]);
}
