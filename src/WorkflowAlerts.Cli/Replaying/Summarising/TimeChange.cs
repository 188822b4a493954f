namespace WorkflowAlerts.Cli.Replaying.Summarising;

/// <summary>Alerts that a destination hears of by a message of their own with both configurations, but not at the same time.</summary>
/// <param name="Later">How many come later with the second one.</param>
/// <param name="LaterBy">By how much: half of those wait less, half more.</param>
/// <param name="Earlier">How many come earlier.</param>
/// <param name="EarlierBy">By how much, in the same way.</param>
internal sealed record TimeChange(int Later, TimeSpan LaterBy, int Earlier, TimeSpan EarlierBy)
{
    /// <summary>Null where all come at the same time.</summary>
    public static TimeChange? Between(string destination, ReplayReport before, ReplayReport after)
    {
        Dictionary<(string?, string), DateTimeOffset> was = Times(destination, before);
        TimeSpan[] shifts = [.. Times(destination, after).Where(told => was.ContainsKey(told.Key)).Select(told => told.Value - was[told.Key])];
        TimeSpan[] later = [.. shifts.Where(shift => shift > TimeSpan.Zero).Order()];
        TimeSpan[] earlier = [.. shifts.Where(shift => shift < TimeSpan.Zero).Select(shift => -shift).Order()];
        return later.Length + earlier.Length == 0 ? null : new TimeChange(later.Length, Median(later), earlier.Length, Median(earlier));
    }

    private static TimeSpan Median(TimeSpan[] ordered) => ordered.Length == 0 ? TimeSpan.Zero : ordered[ordered.Length / 2];

    private static Dictionary<(string?, string), DateTimeOffset> Times(string destination, ReplayReport report)
    {
        Dictionary<(string?, string), DateTimeOffset> times = [];
        foreach (MessageReport message in report.Messages.Where(message => message.Kind == KindWords.Of(MessageKind.Alert) && message.Destination.Equals(destination, StringComparison.OrdinalIgnoreCase)))
        {
            times.TryAdd((message.Tenant, message.RunId!), message.At);
        }

        return times;
    }
}
