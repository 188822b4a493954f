using WorkflowAlerts.Telling;
using WorkflowAlerts.Rendering;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Tests.Rendering;

public class AlertCardTests
{
    private static readonly FailedRun Failed = CardCases.CustomerFailed;

    [Theory]
    [InlineData(Attribution.Customer, "Your team has to act.")]
    [InlineData(Attribution.Platform, "A rerun usually helps.")]
    [InlineData(Attribution.None, "Amperity does not say who has to act.")]
    public void A_card_says_who_has_to_act(Attribution attribution, string lead) => Assert.Equal(lead, Of(Failed with { Attribution = attribution }).Lead.ToString());

    [Fact]
    public void A_platform_error_names_Amperity_Support_and_a_customer_error_does_not()
    {
        Assert.Contains("Amperity Support", Of(Failed with { Attribution = Attribution.Platform }).Advice.ToString());
        Assert.DoesNotContain("Support", Of(Failed).Advice.ToString());
    }

    [Fact]
    public void A_manual_stop_is_nobodys_error()
    {
        Card card = Of(Failed with { Outcome = Outcome.Canceled, ManualStop = true });

        Assert.Equal(Tone.Neutral, card.Tone);
        Assert.Equal("Workflow stopped by hand: Customer Attribute Daily in socktown", card.Headline.ToString());
        Assert.StartsWith("Nobody has to act", card.Lead.ToString());
    }

    [Fact]
    public void A_canceled_run_says_that_data_may_have_been_sent() =>
        Assert.Equal("Orchestrations this run had started may still have sent data.", Assert.Single(Of(Failed with { Outcome = Outcome.Canceled }).Notes).ToString());

    [Fact]
    public void A_possible_repeat_is_named() =>
        Assert.Equal("Possible repeat: an earlier attempt may already have arrived.", Assert.Single(Failed.Card(new CardSetting(new CardOptions(), PossibleRepeat: true)).Notes).ToString());

    [Fact]
    public void An_unknown_state_is_named()
    {
        Card card = Of(Failed with { State = "exploded" });

        Assert.Equal("Workflow ended with an error", card.Title.ToString());
        Assert.Equal("Customer Attribute Daily in socktown ended with an error in the state “exploded”: Found table in an invalid state.", card.Summary.ToString());
        Assert.Equal("exploded", Value(card, "State"));
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("Failed")]
    [InlineData("")]
    public void A_failed_state_goes_without_saying(string state) => Assert.Null(Value(Of(Failed with { State = state }), "State"));

    [Fact]
    public void The_email_address_is_shown_only_where_the_configuration_asks_for_it()
    {
        Assert.Equal("Justin Scott", Value(Of(Failed), "Started by"));
        Assert.Equal("Justin Scott (justin.scott@socktown.example)", Value(Failed.Card(new CardSetting(new CardOptions { ShowEmail = true })), "Started by"));
    }

    [Theory]
    [InlineData(42, "42 s")]
    [InlineData(60, "1 min 0 s")]
    [InlineData(7322, "2 h 2 min")]
    [InlineData(90_000, "1 d 1 h")]
    public void The_end_says_how_long_it_took(int seconds, string duration) =>
        Assert.EndsWith($", after {duration}", Value(Of(Failed with { EndedAt = Failed.StartedAt!.Value.AddSeconds(seconds) }), "Ended"));

    [Fact]
    public void An_end_before_the_start_takes_no_time() =>
        Assert.Equal("2026-06-19 04:00:17 UTC", Value(Of(Failed with { EndedAt = Failed.StartedAt!.Value.AddSeconds(-1) }), "Ended"));

    [Fact]
    public void What_Amperity_did_not_send_is_left_out()
    {
        Card card = Of(new FailedRun { Tenant = "socktown", Id = "wf-1", Outcome = Outcome.Failed });

        Assert.Equal("Run id", Assert.Single(card.Facts).Label.ToString());
        Assert.Equal("Workflow failed: (workflow without a name) in socktown", card.Headline.ToString());
        Assert.Equal("(workflow without a name) in socktown failed.", card.Summary.ToString());
        Assert.Equal("Amperity does not say who has to act, or why the run ended.", card.Lead.ToString());
    }

    [Theory]
    [InlineData("https://app.example/{tenant}/runs/{id}", "https://app.example/sock%20town/runs/..%2F%3Fx%3D1%23")]
    [InlineData("", null)]
    [InlineData("http://app.example/{id}", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("/runs/{id}", null)]
    [InlineData("{id}", null)]
    public void A_link_is_an_absolute_https_address_with_escaped_ids(string template, string? expected) =>
        Assert.Equal(expected, (Failed with { Tenant = "sock town", Id = "../?x=1#" }).Card(new CardSetting(new CardOptions { RunUrlTemplate = template })).Link?.AbsoluteUri);

    [Fact]
    public void A_link_too_long_for_a_platform_is_no_link()
    {
        var options = new CardOptions { RunUrlTemplate = "https://app.example/{id}" };

        Assert.NotNull((Failed with { Id = new string('x', 1980) }).Card(new CardSetting(options)).Link);
        Assert.Null((Failed with { Id = new string('x', 1981) }).Card(new CardSetting(options)).Link);
        Assert.Null((Failed with { Id = new string('x', 1_000_000) }).Card(new CardSetting(options)).Link);
    }

    private static Card Of(Message alert) => alert.Card(new CardSetting(new CardOptions()));

    private static string? Value(Card card, string label) => card.Facts.SingleOrDefault(fact => fact.Label.ToString() == label)?.Value.ToString();
}
