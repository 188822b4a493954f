using WorkflowAlerts.Telling;
using WorkflowAlerts.Polling;

namespace WorkflowAlerts.Tests.Polling;

public sealed class PollOrderTests
{
    private static readonly DateTimeOffset Until = new(2026, 6, 19, 4, 31, 0, TimeSpan.Zero);

    [Fact]
    public void An_order_is_read_as_it_was_written()
    {
        PollOrder read = PollOrder.Read(PollOrder.Of(["socktown", "acme"], Until).Write())!;

        Assert.Equal(["socktown", "acme"], read.Tenants);
        Assert.Equal(Until, read.Until);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"name":"workflow-alerts","version":1,"alerts":[]}""")]
    [InlineData("""{"name":"workflow-alerts-poll","version":2,"tenants":["socktown"],"until":"2026-06-19T04:31:00+00:00"}""")]
    [InlineData("""{"name":"workflow-alerts-poll","version":1,"tenants":null,"until":"2026-06-19T04:31:00+00:00"}""")]
    public void What_is_no_order_of_this_version_is_none(string body) => Assert.Null(PollOrder.Read(body));
}
