using WorkflowAlerts.Telling;
using System.Text.RegularExpressions;
using CsCheck;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Tests.Runs;

namespace WorkflowAlerts.Tests.Queueing;

public sealed class ReadingTests
{
    private const string Good = """{"name":"workflow-alerts","version":2,"messages":[{"kind":"failed-run","tenant":"socktown","id":"s3cr3t","outcome":"Canceled"}]}""";

    [Theory]
    [InlineData("")]
    [InlineData("s3cr3t")]
    [InlineData("null")]
    [InlineData("42")]
    [InlineData("[]")]
    [InlineData("""["s3cr3t"]""")]
    [InlineData("{}")]
    [InlineData("""{"name":null,"version":2,"messages":[]}""")]
    [InlineData("""{"name":"s3cr3t","version":2,"messages":[]}""")]
    [InlineData("""{"name":"WORKFLOW-ALERTS","version":2,"messages":[]}""")]
    [InlineData("""{"name":"workflow-alerts","version":"s3cr3t","messages":[]}""")]
    [InlineData("""{"name":"workflow-alerts","version":99999999999,"messages":[]}""")]
    [InlineData("""{"name":"workflow-alerts","messages":[]}""")]
    [InlineData("""{"name":"workflow-alerts","version":2}""")]
    [InlineData("""{"name":"workflow-alerts","version":2,"alerts":[]}""")]
    [InlineData("""{"name":"workflow-alerts","version":2,"messages":null}""")]
    [InlineData("""{"name":"workflow-alerts","version":2,"messages":{"s3cr3t":1}}""")]
    [InlineData("""{"name":"workflow-alerts","version":2,"messages":[null]}""")]
    [InlineData("""{"name":"workflow-alerts","version":2,"messages":["s3cr3t"]}""")]
    [InlineData("""{"name":"workflow-alerts","version":2,"messages":[{"tenant":"a","id":"s3cr3t","outcome":"Failed"}]}""")]
    [InlineData("""{"name":"workflow-alerts","version":2,"messages":[{"kind":"s3cr3t","tenant":"a","id":"b","outcome":"Failed"}]}""")]
    [InlineData("""{"name":"workflow-alerts","version":2,"messages":[{"kind":7,"tenant":"a","id":"b","outcome":"Failed"}]}""")]
    [InlineData("""{"name":"workflow-alerts","version":2,"messages":[{"kind":"failed-run","tenant":"s3cr3t"}]}""")]
    [InlineData("""{"name":"workflow-alerts","version":2,"messages":[{"kind":"failed-run","tenant":"s3cr3t","id":"b"}]}""")]
    [InlineData("""{"name":"workflow-alerts","version":2,"messages":[{"kind":"failed-run","tenant":null,"id":"s3cr3t","outcome":"Failed"}]}""")]
    [InlineData("""{"name":"workflow-alerts","version":2,"messages":[{"kind":"recovery","tenant":"s3cr3t","id":null}]}""")]
    [InlineData("""{"name":"workflow-alerts","version":2,"messages":[{"kind":"failed-run","tenant":"a","id":"b","outcome":"Failed","workflowName":null}]}""")]
    [InlineData("""{"name":"workflow-alerts","version":2,"messages":[{"kind":"failed-run","tenant":"a","id":"b","outcome":"s3cr3t"}]}""")]
    [InlineData("""{"name":"workflow-alerts","version":2,"messages":[{"kind":"failed-run","tenant":"a","id":"b","outcome":"Failed","attribution":7}]}""")]
    [InlineData("""{"name":"workflow-alerts","version":2,"messages":[{"kind":"late-run","tenant":"a","id":"b","outcome":"Overdue"}]}""")]
    [InlineData("""{"name":"workflow-alerts","version":2,"messages":[{"kind":"failed-run","tenant":"a","id":"\ud800","outcome":"Failed"}]}""")]
    [InlineData("""{"s3cr3t\ud800":1,"name":"workflow-alerts"}""")]
    [InlineData("""{"s3cr3t":nul}""")]
    public void What_is_no_alert_message_is_refused_in_words_that_quote_nothing_of_it(string body) => AssertUnreadable(body);

    [Fact]
    public void A_body_that_is_no_Unicode_is_refused() => AssertUnreadable("s3cr3t \ud83d");

    [Fact]
    public void A_good_message_is_no_longer_read_when_any_of_its_end_is_missing()
    {
        Assert.Equal("s3cr3t", Assert.Single(AlertMessage.Read(Good)).Id);
        Assert.All(Enumerable.Range(0, Good.Length), length => AssertUnreadable(Good[..length]));
    }

    [Theory]
    [InlineData("""{"name":"workflow-alerts","version":3,"messages":[]}""")]
    [InlineData("""{"messages":{"of":"another form"},"version":3,"name":"workflow-alerts"}""")]
    public void Another_version_is_named_even_where_its_messages_have_another_form(string body)
    {
        UnreadableMessageException e = Assert.Throws<UnreadableMessageException>(() => AlertMessage.Read(body));

        Assert.Contains("version 3; this program reads versions 1 and 2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_is_read_wherever_it_stands_in_its_entry() => Assert.Equal(
        AlertMessage.Read(Good), AlertMessage.Read(Good.Replace("\"kind\":\"failed-run\",", "", StringComparison.Ordinal).Replace("\"Canceled\"", "\"Canceled\",\"kind\":\"failed-run\"", StringComparison.Ordinal)));

    [Fact]
    public void Fields_that_this_version_does_not_know_are_passed_over() =>
        Assert.Equal(AlertMessage.Read(Good), AlertMessage.Read(Good.Replace("\"tenant\"", "\"later\":{\"a\":[1]},\"tenant\"", StringComparison.Ordinal)));

    [Fact]
    public void Any_text_at_all_is_read_or_refused() => Gen.OneOf(AnyText.Short, Gen.String).Sample(Total, iter: 10_000);

    [Fact]
    public void A_message_with_any_damage_is_read_or_refused() =>
        Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Int[0, 5], AnyText.Short)
            .Sample((at, gone, put) => Total(Good[..at] + put + Good[Math.Min(Good.Length, at + gone)..]), iter: 10_000);

    private static void Total(string body)
    {
        try
        {
            Assert.All(AlertMessage.Read(body), alert => Assert.NotNull(alert.Id));
        }
        catch (UnreadableMessageException)
        {
        }
    }

    private static void AssertUnreadable(string body)
    {
        UnreadableMessageException e = Assert.Throws<UnreadableMessageException>(() => AlertMessage.Read(body));

        Assert.Matches(new Regex(@"^The queue message .*(poison queue|Deploy the version that wrote it)"), e.Message);
        Assert.DoesNotContain("s3cr3t", e.ToString(), StringComparison.Ordinal);
    }
}
