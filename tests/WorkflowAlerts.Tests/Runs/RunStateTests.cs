using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Tests.Runs;

public sealed class RunStateTests
{
    [Theory]
    [InlineData("failed", Outcome.Failed)]
    [InlineData("Failed", Outcome.Failed)]
    [InlineData(" FAILED\n", Outcome.Failed)]
    [InlineData("canceled", Outcome.Canceled)]
    [InlineData("Cancelled", Outcome.Canceled)]
    [InlineData("Stopped", Outcome.Canceled)]
    [InlineData("succeeded", Outcome.Succeeded)]
    public void A_known_state_decides_alone(string state, Outcome outcome)
    {
        foreach ((bool ended, bool error) in new[] { (true, true), (true, false), (false, true), (false, false) })
        {
            Assert.Equal(outcome, RunState.OutcomeOf(state, ended, error));
        }
    }

    [Theory]
    [InlineData("Running with failures")]
    [InlineData("In progress")]
    [InlineData("Stopping")]
    [InlineData("exploded")]
    [InlineData("")]
    public void A_state_that_is_no_end_counts_as_failed_only_with_an_end_and_an_error(string state)
    {
        Assert.Equal(Outcome.Failed, RunState.OutcomeOf(state, hasEnded: true, hasError: true));
        Assert.Null(RunState.OutcomeOf(state, hasEnded: true, hasError: false));
        Assert.Null(RunState.OutcomeOf(state, hasEnded: false, hasError: true));
        Assert.Null(RunState.OutcomeOf(state, hasEnded: false, hasError: false));
    }

    [Theory]
    [InlineData("Running with failures")]
    [InlineData("running-with-failures")]
    [InlineData("RUNNING_WITH_FAILURES")]
    [InlineData("  running \t with__failures ")]
    public void All_spellings_of_a_state_are_one(string state) => Assert.Equal("running-with-failures", RunState.Normalize(state));
}
