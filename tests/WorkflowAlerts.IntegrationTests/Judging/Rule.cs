namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>A rule of the contract.</summary>
internal abstract class Rule
{
    /// <summary>The rule, in a few words.</summary>
    public abstract string Name { get; }

    /// <summary>What breaks it, a sentence each.</summary>
    public abstract IEnumerable<string> Broken(Hearing hearing);
}
