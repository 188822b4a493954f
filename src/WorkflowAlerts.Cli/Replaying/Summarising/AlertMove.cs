using WorkflowAlerts.Telling;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Replaying.Summarising;

/// <summary>Alerts of one workflow that others hear of than before.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="WorkflowType">The workflow's type.</param>
/// <param name="Workflow">Its name.</param>
/// <param name="Alerts">How many alerts.</param>
/// <param name="ByOutcome">How many of them are of which outcome: failed, canceled, and for runs that had not ended failing or overdue.</param>
/// <param name="From">Who hears of them with the first configuration.</param>
/// <param name="To">Who hears of them with the second one.</param>
internal sealed record AlertMove(string Tenant, string WorkflowType, string Workflow, int Alerts, IReadOnlyDictionary<string, int> ByOutcome, IReadOnlyList<string> From, IReadOnlyList<string> To)
{
    public static IReadOnlyList<AlertMove> Between(ReplayResult before, ReplayResult after)
    {
        Dictionary<MessageKey, ToldAlert> was = before.Alerts.ToDictionary(alert => alert.Key);
        Dictionary<MessageKey, ToldAlert> now = after.Alerts.ToDictionary(alert => alert.Key);
        return
        [
            .. was.Keys.Union(now.Keys)
                .Select(key => (Alert: was.GetValueOrDefault(key) ?? now[key], From: Hearers(was.GetValueOrDefault(key)), To: Hearers(now.GetValueOrDefault(key))))
                .Where(move => !move.From.SequenceEqual(move.To, StringComparer.OrdinalIgnoreCase))
                .GroupBy(move => (move.Alert.Key.Tenant, move.Alert.WorkflowType, move.Alert.WorkflowName, From: string.Join('\n', move.From), To: string.Join('\n', move.To)))
                .Select(group => new AlertMove(group.Key.Tenant, group.Key.WorkflowType, group.Key.WorkflowName, group.Count(), Outcomes(group.Select(move => move.Alert)), group.First().From, group.First().To))
                .OrderByDescending(move => move.Alerts)
                .ThenBy(move => move.Tenant, StringComparer.Ordinal).ThenBy(move => move.WorkflowType, StringComparer.Ordinal).ThenBy(move => move.Workflow, StringComparer.Ordinal)
                .ThenBy(move => string.Join('\n', move.From), StringComparer.Ordinal).ThenBy(move => string.Join('\n', move.To), StringComparer.Ordinal),
        ];
    }

    private static Dictionary<string, int> Outcomes(IEnumerable<ToldAlert> alerts) =>
        alerts.CountBy(alert => alert.Key.Outcome).OrderBy(outcome => outcome.Key).ToDictionary(outcome => outcome.Key.ToString().ToLowerInvariant(), outcome => outcome.Value);

    // Who is told in a summary or after a hold hears of it, too.
    private static string[] Hearers(ToldAlert? alert) => alert is null ? [] : [.. alert.To.Concat(alert.Waiting).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
}
