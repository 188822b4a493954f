namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>What the judge says of a trial.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Evidence">What came of it; null where it could not be played.</param>
/// <param name="Faults">What was wrong: the rule, and a sentence.</param>
internal sealed record Verdict(Trial Trial, Evidence? Evidence, IReadOnlyList<(string Rule, string Sentence)> Faults)
{
    public bool Held => Faults.Count == 0;
}
