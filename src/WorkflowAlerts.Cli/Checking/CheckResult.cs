namespace WorkflowAlerts.Cli.Checking;

/// <summary>What came of trying one edge.</summary>
/// <param name="Verdict">ok, warning, FAILED or skipped.</param>
/// <param name="Edge">What was tried.</param>
/// <param name="Detail">What it answered; when it failed, what to do.</param>
internal sealed record CheckResult(string Verdict, string Edge, string Detail)
{
    public bool Failed => Verdict == "FAILED";

    public static CheckResult Ok(string edge, string detail) => new("ok", edge, detail);

    public static CheckResult Warning(string edge, string detail) => new("warning", edge, detail);

    public static CheckResult Skipped(string edge, string detail) => new("skipped", edge, detail);

    /// <summary>Tries an edge; whatever goes wrong becomes a failed result.</summary>
    public static async Task<CheckResult> Try(string edge, Func<Task<string>> attempt, CancellationToken cancellationToken)
    {
        try
        {
            return Ok(edge, await attempt());
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return new CheckResult("FAILED", edge, string.Join(" ", Commands.Sentences.Of(e)));
        }
    }

    public override string ToString() => $"{Verdict,-7} {Edge}: {Detail}";
}
