namespace WorkflowAlerts.IntegrationTests.Judging.Rules;

/// <summary>Nothing is thrown, nothing goes onto the poison queue.</summary>
internal sealed class NothingBreaks : Rule
{
    public override string Name => "nothing breaks";

    public override IEnumerable<string> Broken(Hearing hearing)
    {
        foreach (string error in hearing.Evidence.Errors.Distinct().Take(5))
        {
            yield return $"The product broke: {error}";
        }

        if (hearing.Evidence.Poisoned > 0)
        {
            yield return $"On the poison queue at the end: {hearing.Evidence.Poisoned}.";
        }
    }
}
