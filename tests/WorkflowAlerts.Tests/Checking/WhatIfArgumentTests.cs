using WorkflowAlerts.Telling;
using WorkflowAlerts.Cli;
using WorkflowAlerts.Cli.Checking;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Tests.Checking;

public sealed class WhatIfArgumentTests
{
    [Fact]
    public void Every_key_is_read()
    {
        WhatIf what = Read("attribution=platform, OUTCOME=canceled,tenant=socktown-sb-12345,type=courier.group/run,name=\"Win-back, \"\"spring\"\" = sun\",error-type=a=b,email=jane@x.example,at=2026-12-01T06:00+01:00");

        Assert.Equal(
            new FailedRun
            {
                Id = "what-if", Attribution = Attribution.Platform, Outcome = Outcome.Canceled, Tenant = "socktown-sb-12345", WorkflowType = "courier.group/run", WorkflowName = "Win-back, \"spring\" = sun",
                ErrorType = "a=b", StartedByEmail = "jane@x.example", EndedAt = new DateTimeOffset(2026, 12, 1, 5, 0, 0, TimeSpan.Zero),
            },
            what.Run);
        Assert.Equal(what.Run.EndedAt, what.At);
    }

    [Fact]
    public void What_is_not_given_is_a_failure_without_attribution_of_the_first_tenant_now() => Assert.Equal(
        new WhatIf(new FailedRun { Id = "what-if", Tenant = "socktown", Outcome = Outcome.Failed, WorkflowName = "x", EndedAt = Setup.Now }, Setup.Now), Read("name=x"));

    [Theory]
    [InlineData("manual-stop=true", Outcome.Canceled)]
    [InlineData("manual-stop=true,outcome=failed,attribution=none", Outcome.Failed)]
    public void A_manual_stop_is_canceled_unless_it_is_said_otherwise(string text, Outcome outcome) => Assert.Equal((true, outcome), (Read(text).Run.ManualStop, Read(text).Run.Outcome));

    [Theory]
    [InlineData("color=red", "does not know \"color\". It knows attribution (customer, platform or none)")]
    [InlineData("attribution=nobody", "attribution \"nobody\" in --what-if is not one of customer, platform, none.")]
    [InlineData("outcome=succeeded", "not one of failed, canceled")]
    [InlineData("manual-stop=yes", "not one of true, false")]
    [InlineData("manual-stop=true,attribution=customer", "a manual stop counts as none")]
    [InlineData("tenant=other", "There is no tenant \"other\" in the configuration. It has socktown, socktown-sb-12345.")]
    [InlineData("at=noon", "at \"noon\" in --what-if is no time")]
    [InlineData("at=2h", "is no time")]
    [InlineData("name=a,b", "\"b\" in --what-if is not KEY=VALUE")]
    [InlineData("name", "not KEY=VALUE")]
    [InlineData("=x", "not KEY=VALUE")]
    [InlineData("", "not KEY=VALUE")]
    [InlineData("name=a,", "not KEY=VALUE")]
    [InlineData("name=a,Name=b", "has \"Name\" twice")]
    [InlineData("name=\"a", "not quoted as it must be")]
    [InlineData("name=a\"b\"", "not quoted as it must be")]
    [InlineData("name=\"a\"b\"", "not quoted as it must be")]
    [InlineData("\u001b[31m=x", "does not know \"\\u001b[31m\"")]
    public void A_mistake_is_said_with_its_mend(string text, string said) => Assert.Contains(said, Assert.Throws<UsageException>(() => Read(text)).Message, StringComparison.Ordinal);

    private static WhatIf Read(string text) => WhatIfArgument.Read(text, Setup.Options(), Setup.Now);
}
