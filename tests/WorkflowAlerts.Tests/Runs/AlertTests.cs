using WorkflowAlerts.Telling;
using System.Text;
using CsCheck;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Tests.Runs;

public sealed class AlertTests
{
    private const string Mark = "… (shortened)";

    [Theory]
    [InlineData("succeeded")]
    [InlineData("In progress")]
    public void A_run_that_went_well_or_goes_on_calls_for_no_alert(string state) =>
        Assert.Null(FailedRun.From(ARun.Failed() with { State = state }));

    [Fact]
    public void An_alert_carries_what_the_run_says()
    {
        FailedRun alert = FailedRun.From(ARun.Failed(ARun.Error()) with { PrincipalName = "Ada", PrincipalEmail = "ada@example.com" })!;

        Assert.Equal(
            new FailedRun
            {
                Tenant = "socktown",
                Id = "wf-20261123-12345-MNabc",
                Outcome = Outcome.Failed,
                WorkflowType = "courier.group/run",
                WorkflowName = "Daily customer 360",
                State = "failed",
                Attribution = Attribution.Customer,
                ErrorType = "amperity.workflow.task.stitch/table",
                ErrorMessage = "column missing",
                StartedAt = ARun.EndedAt - TimeSpan.FromMinutes(15),
                EndedAt = ARun.EndedAt,
                StartedBy = "Ada",
                StartedByEmail = "ada@example.com",
            },
            alert);
        Assert.Equal(new MessageKey("socktown", "wf-20261123-12345-MNabc", Outcome.Failed, ARun.EndedAt), alert.Key);
    }

    [Theory]
    [InlineData(Attribution.None)]
    [InlineData(Attribution.Customer)]
    [InlineData(Attribution.Platform)]
    public void A_manual_stop_is_nobodys_error_whatever_Amperity_says(Attribution attribution)
    {
        FailedRun alert = FailedRun.From(ARun.Failed(ARun.ManualStop(attribution), ARun.Error(Attribution.Platform)) with { State = "canceled" })!;

        Assert.Equal((Attribution.None, true, Outcome.Canceled), (alert.Attribution, alert.ManualStop, alert.Outcome));
    }

    [Fact]
    public void The_first_error_somebody_has_to_act_on_is_shown_and_the_others_are_counted()
    {
        FailedRun alert = ARun.FailedRun(ARun.Error(Attribution.None, "first"), ARun.Error(Attribution.Platform, "second"), ARun.Error(Attribution.Customer, "third"));

        Assert.Equal(("second", Attribution.Platform, 2), (alert.ErrorMessage, alert.Attribution, alert.FurtherErrors));
    }

    [Fact]
    public void Without_an_attributed_error_the_first_is_shown()
    {
        FailedRun alert = ARun.FailedRun(ARun.Error(Attribution.None, "first"), ARun.Error(Attribution.None, "second"));

        Assert.Equal(("first", Attribution.None, 1), (alert.ErrorMessage, alert.Attribution, alert.FurtherErrors));
    }

    [Fact]
    public void A_run_without_an_error_is_alerted_too()
    {
        FailedRun alert = ARun.FailedRun();

        Assert.Equal(("", "", Attribution.None, 0), (alert.ErrorType, alert.ErrorMessage, alert.Attribution, alert.FurtherErrors));
    }

    [Theory]
    [InlineData(4000, false)]
    [InlineData(4001, true)]
    [InlineData(1_000_000, true)]
    public void A_long_message_is_cut_and_says_so(int length, bool cut)
    {
        string message = ARun.FailedRun(ARun.Error(message: new string('x', length))).ErrorMessage;

        Assert.Equal(4000, message.Length);
        Assert.Equal(cut, message.EndsWith(Mark, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_text_is_bounded_and_well_formed_text_stays_well_formed() =>
        Gen.Select(AnyText.Long, AnyText.WellFormed).Sample(
            (text, start) =>
            {
                text = start + string.Concat(text.EnumerateRunes());
                FailedRun alert = FailedRun.From(Hostile(text))!;

                string[] texts = [alert.WorkflowType, alert.WorkflowName, alert.State, alert.ErrorType, alert.StartedBy!, alert.StartedByEmail!];
                Assert.All(texts, t => Assert.Equal(Bounded(text, 500), t));
                Assert.Equal(Bounded(text, 4000), alert.ErrorMessage);
                Assert.InRange(alert.Id.Length, 0, 300);
                UTF8Encoding strict = new(false, throwOnInvalidBytes: true);
                Assert.All([.. texts, alert.Id, alert.ErrorMessage], t => strict.GetByteCount(t));
            },
            iter: 100);

    [Fact]
    public void Long_ids_that_differ_only_at_their_end_stay_distinct()
    {
        string id = new('x', 5000);
        FailedRun[] alerts = [.. new[] { id, id + "a", id + "b", id[..300], id[..301] }.Select(i => FailedRun.From(ARun.Failed() with { Id = i })!)];

        Assert.Equal(alerts.Length, alerts.Select(alert => alert.Key).Distinct().Count());
        Assert.Equal(id[..300], alerts[3].Id);
        Assert.All(alerts, alert => Assert.Equal(300, alert.Id.Length));
    }

    [Fact]
    public void An_alert_is_remembered_by_its_end_or_else_its_start()
    {
        Assert.Equal(ARun.EndedAt - TimeSpan.FromMinutes(15), (ARun.FailedRun() with { EndedAt = null }).Key.At);
        Assert.Equal(DateTimeOffset.UnixEpoch, (ARun.FailedRun() with { EndedAt = null, StartedAt = null }).Key.At);
    }

    internal static WorkflowRun Hostile(string text) => ARun.Failed(ARun.Error(message: text, type: text)) with
    {
        Id = text, Type = text, Name = text, State = text, PrincipalName = text, PrincipalEmail = text,
    };

    // The mark, and one character less where a pair would be cut in two.
    private static string Bounded(string text, int length)
    {
        int end = length - Mark.Length;
        return text.Length <= length ? text : text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + Mark;
    }
}
