namespace WorkflowAlerts.Cli.Replaying.Summarising;

/// <summary>How much more or less a destination gets.</summary>
/// <param name="Destination">Its name.</param>
/// <param name="MessagesBefore">Messages with the first configuration; null where it does not have the destination.</param>
/// <param name="MessagesAfter">Messages with the second one; null where it does not have it.</param>
/// <param name="AlertsBefore">Alerts it hears of with the first one.</param>
/// <param name="AlertsAfter">Alerts it hears of with the second one.</param>
/// <param name="ByKind">By kind of message, how many more; where there is a difference.</param>
/// <param name="Times">Which alerts come at another time; null where none does.</param>
internal sealed record DestinationChange(
    string Destination, int? MessagesBefore, int? MessagesAfter, int AlertsBefore, int AlertsAfter, IReadOnlyDictionary<string, int> ByKind, TimeChange? Times)
{
    public int Difference => (MessagesAfter ?? 0) - (MessagesBefore ?? 0);

    public static IReadOnlyList<DestinationChange> Between(ReplayReport before, ReplayReport after) =>
        [.. before.Destinations.Concat(after.Destinations).Select(destination => destination.Destination).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)
            .Select(name => Between(name, Find(before, name), Find(after, name), TimeChange.Between(name, before, after)))];

    private static DestinationReport? Find(ReplayReport report, string name) => report.Destinations.FirstOrDefault(destination => destination.Destination.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static DestinationChange Between(string name, DestinationReport? before, DestinationReport? after, TimeChange? times)
    {
        IReadOnlyDictionary<string, int> was = before?.ByKind ?? new Dictionary<string, int>();
        IReadOnlyDictionary<string, int> now = after?.ByKind ?? new Dictionary<string, int>();
        return new DestinationChange(
            name, before?.Messages, after?.Messages, before?.Alerts ?? 0, after?.Alerts ?? 0,
            was.Keys.Union(now.Keys).Select(kind => (Kind: kind, More: now.GetValueOrDefault(kind) - was.GetValueOrDefault(kind))).Where(change => change.More != 0).ToDictionary(change => change.Kind, change => change.More),
            times);
    }
}
