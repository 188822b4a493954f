using WorkflowAlerts.Telling;
namespace WorkflowAlerts.IntegrationTests.Judging.Rules;

/// <summary>A recovery is judged as the failure it ends would be at that time: kept in a silence that keeps it, let through by what lets it through, and told in time.</summary>
internal sealed class RecoveriesAreKept : Rule
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    public override string Name => "a recovery is kept as its failure is";

    public override IEnumerable<string> Broken(Hearing hearing)
    {
        foreach ((Incident incident, string channel) in hearing.Oracle.Incidents.SelectMany(incident => hearing.Channels.Select(channel => (incident, channel))))
        {
            PastRun[] told = [.. incident.Failures.Where(run => hearing.FirstTold(run, channel) is { Card.Kind: not CardKind.Healed })];
            Post? recovery = hearing.Arrived(channel).FirstOrDefault(post => Tells(post, incident));
            if (recovery is null || told.Length == 0 || hearing.Oracle.Duties.Any(duty => duty.IsGone && duty.Channel == channel && told.Contains(duty.Run)))
            {
                continue;
            }

            if (told.All(run => hearing.Oracle.Silences.Keeps(run, channel, recovery.At)) && !WasBegun(hearing, recovery))
            {
                yield return $"\"{recovery.Card.Headline}\" came to {channel} at {Said.At(recovery.At)}, in a silence that keeps the failure it ends, {told[^1]}.";
                continue;
            }

            DateTimeOffset due = told.Select(run => hearing.Oracle.Silences.EndIfSilent(run, channel, incident.SeenAt) ?? incident.SeenAt)
                .Concat(told.Select(run => hearing.FirstTold(run, channel)!.At)).Max();
            int ahead = hearing.Arrived(channel).Count(post => post.At > due && post.Number < recovery.Number);
            if (recovery.At > due + s_patience + (hearing.IntervalOf(channel) * ahead) && !hearing.IsTroubled(channel, due, recovery.At))
            {
                yield return $"\"{recovery.Card.Headline}\" came to {channel} at {Said.At(recovery.At)}; {channel} knew of the failure since "
                    + $"{Said.At(hearing.FirstTold(told[0], channel)!.At)}, and nothing kept the recovery after {Said.At(due)}.";
            }
        }
    }

    private static bool Tells(Post post, Incident incident) => post.Card.Tenant == incident.Workflow.Tenant && (post.Card.Kind switch
    {
        CardKind.Recovery => post.Card.Name == incident.Workflow.Name && incident.EndedBy.Any(run => run.Id == post.Card.GoodRun),
        CardKind.Digest => post.Card.Lines.Any(line => line.Outcome == "succeeded" && line.Name == incident.Workflow.Name && line.Ids.Any(id => incident.EndedBy.Any(run => run.Id == id))),
        _ => false,
    });

    private static bool WasBegun(Hearing hearing, Post post) =>
        hearing.Evidence.Posts.Any(earlier => earlier.Number < post.Number && earlier.Channel == post.Channel && earlier.Card.Headline == post.Card.Headline);
}
