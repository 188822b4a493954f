namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>Faults that were seen once, each in trials as small as they can be, with the judge's own rules.</summary>
public sealed class KnownFaults
{
    public static TheoryData<string> Trials => [.. KnownFaultTrials.All.Keys];

    [Theory]
    [MemberData(nameof(Trials))]
    public async Task The_contract_holds_of(string trial)
    {
        foreach (Trial one in KnownFaultTrials.All[trial])
        {
            Verdict verdict = await Judge.Of(one);
            Assert.True(verdict.Held, Story.Of(verdict));
        }
    }
}
