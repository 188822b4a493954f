using WorkflowAlerts.Telling;
using System.Text;
using CsCheck;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Tests.Runs;

namespace WorkflowAlerts.Tests.Queueing;

public sealed class PackingTests
{
    private static readonly Gen<DateTimeOffset?> Time = Gen.Select(Gen.Bool, Gen.Long[0, DateTimeOffset.UnixEpoch.Ticks * 2], Gen.Int[-14, 14])
        .Select((sent, ticks, hours) => sent ? new DateTimeOffset(ticks + TimeSpan.TicksPerDay, TimeSpan.FromHours(hours)) : (DateTimeOffset?)null);

    private static readonly Gen<FailedRun> AnyAlert =
        from texts in AnyText.WellFormed.Array[9]
        from outcome in Gen.OneOf(Outcome.Failed, Outcome.Canceled)
        from attribution in Gen.OneOf(Attribution.None, Attribution.Customer, Attribution.Platform)
        from manualStop in Gen.Bool
        from further in Gen.Int[0, 100]
        from started in Time
        from ended in Time
        from person in Gen.Bool
        select new FailedRun
        {
            Tenant = texts[0], Id = texts[1], Outcome = outcome, WorkflowType = texts[2], WorkflowName = texts[3], State = texts[4],
            Attribution = attribution, ManualStop = manualStop, ErrorType = texts[5], ErrorMessage = texts[6], FurtherErrors = further,
            StartedAt = started, EndedAt = ended, StartedBy = person ? texts[7] : null, StartedByEmail = person ? texts[8] : null,
        };

    [Fact]
    public void What_is_packed_is_read_again_with_every_field_and_in_order() =>
        AnyAlert.Array[0, 40].Sample(alerts => alerts.SequenceEqual(AlertMessage.Pack(alerts).SelectMany(AlertMessage.Read)), iter: 500);

    [Fact]
    public void Every_kind_is_read_again_with_every_field()
    {
        string body = AlertMessage.Pack(EveryKind.All).Single();

        IReadOnlyList<Message> read = AlertMessage.Read(body);

        Assert.Equal(EveryKind.All.Select(message => message.GetType()), read.Select(message => message.GetType()));
        Assert.Equal(body, AlertMessage.Pack(read).Single());
        Assert.All(EveryKind.All.Zip(read), pair => Assert.Equal(pair.First.Key, pair.Second.Key));
    }

    [Fact]
    public void Only_what_a_message_was_made_of_is_written()
    {
        string body = AlertMessage.Pack(EveryKind.All).Single();

        Assert.All(
            new[] { "key", "concerns", "concern", "groups\":[{\"workflow\"", "unlistedRuns", "canBeHeld", "canBeKept", "goesFirst", "isWorthKeeping", "hasDetail", "needsAfter", "calls", "workflow\":", "isVersion1" },
            computed => Assert.DoesNotContain($"\"{computed}", body, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_body_fits_a_queue_message_whatever_the_runs_say() =>
        AnyText.Long.Array[1, 4].Sample(
            texts =>
            {
                FailedRun[] alerts = [.. texts.Select(text => FailedRun.From(AlertTests.Hostile(text))!)];
                string[] bodies = [.. AlertMessage.Pack(alerts)];

                Assert.All(bodies, body =>
                {
                    byte[] utf8 = Encoding.UTF8.GetBytes(body);
                    Assert.InRange(utf8.Length, 1, AlertMessage.MaxBytes);
                    Assert.InRange(Convert.ToBase64String(utf8).Length, 1, 64 * 1024);
                });
                Assert.Equal(alerts.Length, bodies.Sum(body => AlertMessage.Read(body).Count));
            },
            iter: 100);

    [Fact]
    public void A_body_is_closed_only_when_the_next_alert_does_not_fit() =>
        Gen.Int[0, 4000].Array[1, 60].Sample(
            lengths =>
            {
                string[] bodies = [.. AlertMessage.Pack(lengths.Select(length => ARun.FailedRun(ARun.Error(message: new string('x', length)))))];

                foreach ((string body, string next) in bodies.Zip(bodies.Skip(1)))
                {
                    int alone = AlertMessage.Pack([AlertMessage.Read(next)[0]]).Single().Length - EmptyBody;
                    Assert.True(body.Length + ",".Length + alone >= AlertMessage.MaxBytes);
                }
            },
            iter: 200);

    [Fact]
    public void Two_hundred_ordinary_alerts_take_three_messages_at_most() =>
        Assert.InRange(AlertMessage.Pack(Enumerable.Repeat(ARun.FailedRun(ARun.Error()), 200)).Count(), 1, 3);

    [Fact]
    public void No_alerts_make_no_message() => Assert.Empty(AlertMessage.Pack([]));

    [Fact]
    public void The_form_on_the_queue_stays_as_it_is() =>
        Assert.Equal(
            """{"name":"workflow-alerts","version":2,"messages":[{"kind":"failed-run","outcome":"Failed","workflowType":"courier.group/run","workflowName":"Daily customer 360","state":"failed","attribution":"Platform","errorType":"amperity.workflow.task.stitch/table","errorMessage":"a\nb","startedAt":"2026-11-23T10:00:30+00:00","endedAt":"2026-11-23T10:15:30+00:00","tenant":"socktown","id":"wf-20261123-12345-MNabc"}]}""",
            AlertMessage.Pack([ARun.FailedRun(ARun.Error(Attribution.Platform, "a\nb"))]).Single());

    private static readonly int EmptyBody = """{"name":"workflow-alerts","version":2,"messages":[]}""".Length;
}
