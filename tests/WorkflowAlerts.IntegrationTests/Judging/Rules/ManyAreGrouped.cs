using WorkflowAlerts.Telling;
namespace WorkflowAlerts.IntegrationTests.Judging.Rules;

/// <summary>More failures, or more recoveries, from one poll than the threshold come on a few cards.</summary>
internal sealed class ManyAreGrouped : Rule
{
    public override string Name => "many are grouped";

    public override IEnumerable<string> Broken(Hearing hearing)
    {
        foreach (var lane in hearing.Oracle.Duties.Where(duty => !duty.IsGone)
            .GroupBy(duty => (duty.Channel, duty.Run.Tenant, duty.DueAt, duty.SeenAt)))
        {
            foreach (CardKind kind in new[] { CardKind.Failure, CardKind.Healed })
            {
                int alone = lane.Count(duty => hearing.Alone(duty.Run, duty.Channel) is [{ Card.Kind: var first }, ..] && first == kind);
                if (alone > hearing.Trial.SetupAt(lane.Key.SeenAt).Threshold)
                {
                    yield return $"{lane.Key.Channel} got {alone} {(kind == CardKind.Healed ? "healed " : "")}failures of the poll of "
                        + $"{Said.At(lane.Key.SeenAt)} one by one.";
                }
            }
        }

        foreach (var poll in hearing.Oracle.Incidents.GroupBy(incident => (incident.Workflow.Tenant, incident.SeenAt)))
        {
            string[] good = [.. poll.SelectMany(incident => incident.EndedBy).Select(run => run.Id)];
            foreach (string channel in hearing.Channels)
            {
                int alone = hearing.Arrived(channel)
                    .Where(post => post.Card.Kind == CardKind.Recovery && post.Card.Tenant == poll.Key.Tenant
                        && good.Contains(post.Card.GoodRun))
                    .DistinctBy(post => post.Card.GoodRun).Count();
                if (alone > hearing.Trial.SetupAt(poll.Key.SeenAt).Threshold)
                {
                    yield return $"{channel} got {alone} recoveries of the poll of {Said.At(poll.Key.SeenAt)} one by one.";
                }
            }
        }
    }
}
