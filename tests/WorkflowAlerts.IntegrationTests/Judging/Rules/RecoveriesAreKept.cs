using WorkflowAlerts.Telling;
namespace WorkflowAlerts.IntegrationTests.Judging.Rules;

/// <summary>
/// A recovery is judged as the failure it ends would be at that time: kept in a silence that keeps it, let through by what lets it through,
/// and told in time.
/// </summary>
internal sealed class RecoveriesAreKept : Rule
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    public override string Name => "a recovery is kept as its failure is";

    public override IEnumerable<string> Broken(Hearing hearing)
    {
        foreach ((Incident incident, string channel) in hearing.Oracle.Incidents
            .SelectMany(incident => hearing.Channels.Select(channel => (incident, channel))))
        {
            PastRun[] told = [.. incident.Failures.Where(run => hearing.FirstTold(run, channel) is { Card.Kind: not CardKind.Healed })];
            Post? recovery = incident.EndedBy.SelectMany(run => hearing.TellingOfRecovery(run, channel)).MinBy(post => post.Number);
            if (recovery is null || told.Length == 0
                || hearing.Oracle.Duties.Any(duty => duty.IsGone && duty.Channel == channel && told.Contains(duty.Run)))
            {
                continue;
            }

            if (told.All(run => hearing.Oracle.Silences.Keeps(run, channel, recovery.At)) && !WasBegun(hearing, recovery))
            {
                yield return $"\"{recovery.Card.Headline}\" came to {channel} at {Said.At(recovery.At)}, in a silence that keeps the "
                    + $"failure it ends, {told[^1]}.";
                continue;
            }

            DateTimeOffset due = told.Select(run => hearing.Oracle.Silences.EndIfSilent(run, channel, incident.SeenAt) ?? incident.SeenAt)
                .Concat(told.Select(run => hearing.FirstTold(run, channel)!.At)).Max();
            int ahead = hearing.Arrived(channel).Count(post => post.At >= due && post.Number < recovery.Number);
            TimeSpan patience = s_patience + (hearing.Delays.IntervalOf(channel) * (ahead + 1))
                + hearing.Delays.Allowance(channel, due, recovery.At);
            if (told.All(run => recovery.At > hearing.Delays.Latest(run, channel, due, patience)))
            {
                yield return $"\"{recovery.Card.Headline}\" came to {channel} at {Said.At(recovery.At)}; {channel} knew of the failure "
                    + $"since "
                    + $"{Said.At(hearing.FirstTold(told[0], channel)!.At)}, and nothing kept the recovery after {Said.At(due)}.";
            }
        }
    }

    private static bool WasBegun(Hearing hearing, Post post) =>
        hearing.Evidence.Posts.Any(earlier =>
            earlier.Number < post.Number && earlier.Channel == post.Channel && earlier.Card.Headline == post.Card.Headline);
}
