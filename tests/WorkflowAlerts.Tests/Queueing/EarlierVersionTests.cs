using WorkflowAlerts.Queueing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Tests.Queueing;

/// <summary>What version 0.1 left on a queue, word for word, is told by this one.</summary>
public sealed class EarlierVersionTests
{
    private const string Failed =
        """
        {"name":"workflow-alerts","version":1,"alerts":[{"tenant":"socktown","runId":"wf-20260619-14418-6UhqSe","outcome":"Failed","workflowType":"courier.group/run","workflowName":"Nightly couriers",
        "state":"failed","attribution":"Platform","errorType":"amperity.courier/connect","errorMessage":"The connection was reset\nby sftp.example.com:22","furtherErrors":2,
        "startedAt":"2026-06-19T04:00:18.764+00:00","endedAt":"2026-06-19T06:03:09+02:00","startedBy":"Justin Scott","startedByEmail":"justin.scott@socktown.example",
        "streak":{"count":2,"since":"2026-06-19T03:00:00+00:00","lastSuccess":"2026-06-18T04:02:00+00:00","earlier":[{"runId":"wf-20260619-13000-aaaaaa","endedAt":"2026-06-19T03:00:00+00:00"}]},
        "cascade":{"count":3,"names":["Win-back","Customer 360"]},"to":["platform-oncall"]}]}
        """;

    private const string Canceled =
        """{"name":"workflow-alerts","version":1,"alerts":[{"tenant":"socktown","runId":"wf-1","outcome":"Canceled","workflowType":"","workflowName":"","state":"canceled","manualStop":true,"errorType":"","errorMessage":"","startedAt":"2026-06-19T04:00:00+00:00"}]}""";

    private const string Recovered =
        """
        {"name":"workflow-alerts","version":1,"alerts":[{"tenant":"socktown","runId":"wf-20260619-14500-b7Kq2z","outcome":"Succeeded","workflowType":"courier.group/run","workflowName":"Nightly couriers",
        "state":"","errorType":"","errorMessage":"","startedAt":"2026-06-19T05:55:00+00:00","endedAt":"2026-06-19T06:05:00+00:00",
        "recovery":{"count":2,"since":"2026-06-19T04:00:00+00:00","workedAt":"2026-06-19T06:05:00+00:00","runs":[{"runId":"wf-2","endedAt":"2026-06-19T05:00:00+00:00"},{"runId":"wf-1","endedAt":"2026-06-19T04:00:00+00:00"}]},
        "to":["data-team","platform-oncall"]}]}
        """;

    private const string Healed =
        """
        {"name":"workflow-alerts","version":1,"alerts":[{"tenant":"socktown","runId":"wf-good","outcome":"Succeeded","workflowType":"courier.group/run","workflowName":"Nightly couriers","state":"","errorType":"",
        "errorMessage":"","endedAt":"2026-06-19T04:20:00+00:00","recovery":{"count":1,"since":"2026-06-19T04:00:00+00:00","workedAt":"2026-06-19T04:20:00+00:00","wasHeld":true,
        "runs":[{"runId":"wf-1","endedAt":"2026-06-19T04:00:00+00:00"}]},"to":["data-team"]}]}
        """;

    private const string Digest =
        """
        {"name":"workflow-alerts","version":1,"alerts":[{"tenant":"socktown","runId":"digest-5f2e1c0a9b8d7e6f5a4b-2","outcome":"Failed","workflowType":"","workflowName":"","state":"","errorType":"","errorMessage":"",
        "endedAt":"2026-06-19T10:52:18+00:00","digest":{"reason":"Mute","count":32,"first":"2026-06-19T04:00:18+00:00","last":"2026-06-19T10:52:18+00:00","card":2,"cards":3,
        "groups":[{"tenant":"socktown","workflowType":"courier.group/run","workflowName":"Nightly couriers","errorType":"amperity.courier/connect","count":12,
        "first":"2026-06-19T04:00:18+00:00","last":"2026-06-19T10:52:18+00:00","runIds":["wf-3","wf-2","wf-1"]},
        {"tenant":"socktown","workflowType":"campaign.send","workflowName":"Win-back","errorType":"","outcome":"Canceled","count":1,"first":"2026-06-19T05:00:00+00:00","last":"2026-06-19T05:00:00+00:00","runIds":["wf-4"]}],
        "unlisted":19,"comesThrough":true,"cause":"a migration"},"possibleRepeat":true,"to":["data-team"]}]}
        """;

    private const string Late =
        """
        {"name":"workflow-alerts","version":1,"alerts":[{"tenant":"socktown","runId":"wf-20260619-14700-Hs8kPd","outcome":"Overdue","workflowType":"courier.group/run","workflowName":"Nightly couriers","state":"In progress",
        "errorType":"","errorMessage":"","startedAt":"2026-06-19T04:00:18+00:00","startedBy":"Automated workflow",
        "expectation":{"usual":"00:23:00","runs":14,"noticedAt":"2026-06-19T04:55:18+00:00"},"to":["data-team"]}]}
        """;

    private const string Failing =
        """
        {"name":"workflow-alerts","version":1,"alerts":[{"tenant":"socktown","runId":"wf-5","outcome":"Failing","workflowType":"courier.group/run","workflowName":"Nightly couriers","state":"Running with failures",
        "errorType":"amperity.courier/connect","errorMessage":"3 of 9 files could not be read","startedAt":"2026-06-19T04:00:18+00:00","expectation":{"runs":0,"noticedAt":"2026-06-19T04:05:00+00:00"},"to":["data-team"]}]}
        """;

    private const string Unstarted =
        """
        {"name":"workflow-alerts","version":1,"alerts":[{"tenant":"socktown","runId":"expected-5f2e1c0a9b8d7e6f5a4b-20260618T040018","outcome":"Overdue","workflowType":"courier.group/run","workflowName":"Nightly couriers",
        "state":"","errorType":"","errorMessage":"","startedAt":"2026-06-18T04:00:18+00:00","expectation":{"start":"2026-06-19T04:00:18+00:00","runs":7,"noticedAt":"2026-06-19T04:31:18+00:00"},"to":["data-team"]}]}
        """;

    public static TheoryData<Type, string> Bodies { get; } = new()
    {
        { typeof(FailedRun), Failed }, { typeof(FailedRun), Canceled }, { typeof(Recovery), Recovered }, { typeof(Recovery), Healed }, { typeof(Digest), Digest },
        { typeof(LateRun), Late }, { typeof(LateRun), Failing }, { typeof(LateRun), Unstarted },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Every_kind_is_read_as_what_it_is_and_can_be_put_back_onto_the_queue(Type kind, string body)
    {
        Message message = Read(body);

        Assert.IsType(kind, message);
        Assert.True(message.IsVersion1);
        Message again = Assert.Single(AlertMessage.Read(AlertMessage.Pack([message]).Single()));
        Assert.IsType(kind, again);
        Assert.Equal(Told(message), Told(again));
        Assert.Equal(message.To, again.To);
    }

    [Fact]
    public void A_failure_keeps_every_field()
    {
        FailedRun run = Assert.IsType<FailedRun>(Read(Failed));

        Assert.Equal(
            new FailedRun
            {
                Tenant = "socktown", Id = "wf-20260619-14418-6UhqSe", IsVersion1 = true, Outcome = Outcome.Failed, WorkflowType = "courier.group/run", WorkflowName = "Nightly couriers",
                State = "failed", Attribution = Attribution.Platform, ErrorType = "amperity.courier/connect", ErrorMessage = "The connection was reset\nby sftp.example.com:22", FurtherErrors = 2,
                StartedAt = new(2026, 6, 19, 4, 0, 18, 764, TimeSpan.Zero), EndedAt = new(2026, 6, 19, 4, 3, 9, TimeSpan.Zero), StartedBy = "Justin Scott",
                StartedByEmail = "justin.scott@socktown.example",
            },
            run with { To = null, Streak = null, Cascade = null });
        Assert.Equal(["platform-oncall"], run.To!);
        Assert.Equal((2, "wf-20260619-13000-aaaaaa"), (run.Streak!.Count, Assert.Single(run.Streak.Earlier).RunId));
        Assert.Equal((3, 3), (run.Cascade!.Count, run.UnlistedRuns));
        Assert.Equal(["Win-back", "Customer 360"], run.Cascade.Names);
    }

    [Fact]
    public void A_run_stopped_by_hand_is_left_to_the_routes_where_version_1_did_so()
    {
        FailedRun run = Assert.IsType<FailedRun>(Read(Canceled));

        Assert.Equal((true, Outcome.Canceled, null), (run.ManualStop, run.Outcome, run.To));
        Assert.Equal(new DateTimeOffset(2026, 6, 19, 4, 0, 0, TimeSpan.Zero), run.Key.At);
    }

    [Fact]
    public void A_recovery_is_told_to_all_it_names_without_waiting_for_what_the_ledger_may_not_know()
    {
        Recovery recovery = Assert.IsType<Recovery>(Read(Recovered));

        Assert.Equal((2, new(2026, 6, 19, 4, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 6, 19, 6, 5, 0, TimeSpan.Zero)), (recovery.Count, recovery.Since, recovery.WorkedAt));
        Assert.Equal(["data-team", "platform-oncall"], recovery.To!);
        Assert.Equal(["wf-2", "wf-1"], recovery.Runs.Select(run => run.RunId));
        Assert.Empty(recovery.After);
        Assert.False(recovery.NeedsAfter);
        Assert.Equal("Workflow works again", recovery.Card(new CardSetting(new CardOptions())).Title.ToString());
    }

    [Fact]
    public void A_recovery_whose_failures_were_held_says_so() =>
        Assert.Equal("Workflow failed and recovered", Read(Healed).Card(new CardSetting(new CardOptions())).Title.ToString());

    [Fact]
    public void A_card_of_a_digest_keeps_its_lines_and_its_place()
    {
        Digest digest = Assert.IsType<Digest>(Read(Digest));

        Assert.Equal((DigestReason.Mute, "a migration", 32, 2, 3, 19, true), (digest.Reason, digest.Cause, digest.Count, digest.Number, digest.Cards, digest.Unlisted, digest.PossibleRepeat));
        Assert.Equal([("Nightly couriers", Outcome.Failed, 12), ("Win-back", Outcome.Canceled, 1)], digest.Lines.Select(line => (line.WorkflowName, line.Outcome, line.Count)));
        Assert.Equal(new MessageKey("socktown", "digest-5f2e1c0a9b8d7e6f5a4b-2", Outcome.Failed, new(2026, 6, 19, 10, 52, 18, TimeSpan.Zero)) { IsVersion1 = true }, digest.Key);
    }

    [Fact]
    public void A_late_run_keeps_what_was_expected()
    {
        Assert.Equal((Outcome.Overdue, TimeSpan.FromMinutes(23), 14), Of(Late));
        Assert.Equal((Outcome.Failing, null, 0), Of(Failing));
        Assert.Equal(new DateTimeOffset(2026, 6, 19, 4, 0, 18, TimeSpan.Zero), Assert.IsType<LateRun>(Read(Unstarted)).Expectation.Start);

        static (Outcome, TimeSpan?, int) Of(string body) =>
            Assert.IsType<LateRun>(Read(body)) is var run ? (run.Outcome, run.Expectation.Usual, run.Expectation.Runs) : default;
    }

    [Fact]
    public void It_is_found_in_the_ledger_under_the_key_that_version_1_wrote() =>
        Assert.Equal(new LedgerKey("socktown|2026-06-19", "wf-20260619-14418-6UhqSe|failed"), LedgerKey.Of(Read(Failed).Key));

    [Fact]
    public void Several_in_one_body_are_read_in_order()
    {
        string both = $$"""{"name":"workflow-alerts","version":1,"alerts":[{{Entry(Late)}},{{Entry(Failed)}},{{Entry(Digest)}}]}""";

        Assert.Equal([typeof(LateRun), typeof(FailedRun), typeof(Digest)], AlertMessage.Read(both).Select(message => message.GetType()));
    }

    [Theory]
    [InlineData("""{"name":"workflow-alerts","version":1}""")]
    [InlineData("""{"name":"workflow-alerts","version":1,"messages":[]}""")]
    [InlineData("""{"name":"workflow-alerts","version":1,"alerts":null}""")]
    [InlineData("""{"name":"workflow-alerts","version":1,"alerts":{"s3cr3t":1}}""")]
    [InlineData("""{"name":"workflow-alerts","version":1,"alerts":[null]}""")]
    [InlineData("""{"name":"workflow-alerts","version":1,"alerts":[{"tenant":"s3cr3t"}]}""")]
    [InlineData("""{"name":"workflow-alerts","version":1,"alerts":[{"tenant":null,"runId":"s3cr3t","outcome":"Failed"}]}""")]
    [InlineData("""{"name":"workflow-alerts","version":1,"alerts":[{"tenant":"s3cr3t","runId":null,"outcome":"Failed"}]}""")]
    [InlineData("""{"name":"workflow-alerts","version":1,"alerts":[{"tenant":"a","runId":"b","outcome":"s3cr3t"}]}""")]
    [InlineData("""{"name":"workflow-alerts","version":1,"alerts":[{"tenant":"a","runId":"b","outcome":"Succeeded"}]}""")]
    [InlineData("""{"name":"workflow-alerts","version":1,"alerts":[{"tenant":"a","runId":"b","outcome":"Overdue"}]}""")]
    [InlineData("""{"name":"workflow-alerts","version":1,"alerts":[{"tenant":"a","runId":"b","outcome":7}]}""")]
    [InlineData("""{"name":"workflow-alerts","version":1,"alerts":[{"tenant":"a","runId":"b","outcome":"Failed","attribution":7}]}""")]
    [InlineData("""{"name":"workflow-alerts","version":1,"alerts":[{"tenant":"a","runId":"\ud800","outcome":"Failed"}]}""")]
    public void What_is_none_of_its_kinds_is_refused_in_words_that_quote_nothing_of_it(string body)
    {
        UnreadableMessageException e = Assert.Throws<UnreadableMessageException>(() => AlertMessage.Read(body));

        Assert.StartsWith("The queue message ", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", e.ToString(), StringComparison.Ordinal);
    }

    private static Message Read(string body) => Assert.Single(AlertMessage.Read(body));

    private static string Entry(string body) => body[(body.IndexOf('[') + 1)..body.LastIndexOf(']')];

    private static string Told(Message message) => string.Join('\n', message.Card(new CardSetting(new CardOptions())) is var card ? [card.Summary, card.Call, card.Quote, .. card.Notes, .. card.Facts.Select(fact => fact.Value)] : Array.Empty<CardText>());
}
