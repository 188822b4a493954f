namespace WorkflowAlerts.IntegrationTests.Judging.Rules;

/// <summary>Who is not named by a route hears nothing, and what a route mutes nobody hears.</summary>
internal sealed class NobodyElseIsTold : Rule
{
    public override string Name => "nobody else is told";

    public override IEnumerable<string> Broken(Hearing hearing)
    {
        HashSet<(PastRun, string)> owed = [.. hearing.Oracle.Duties.Select(duty => (duty.Run, duty.Channel))];
        HashSet<PastRun> moved = [.. hearing.Oracle.Duties.Where(duty => duty.IsGone).Select(duty => duty.Run)];
        foreach ((PastRun run, string channel) in hearing.Trial.Runs.Where(run => run.IsBad && !moved.Contains(run))
            .SelectMany(run => hearing.Channels.Select(channel => (run, channel))))
        {
            if (!owed.Contains((run, channel)) && hearing.Telling(run, channel) is [var told, ..])
            {
                yield return $"{run} was told to {channel} at {Said.At(told.At)}, though no route names it for that.";
            }
        }

        foreach (PastRun run in hearing.Oracle.Muted)
        {
            if (hearing.Line(run) is not { Muted: true })
            {
                yield return $"{run} is muted by a route, and the ledger does not say so.";
            }
        }
    }
}
