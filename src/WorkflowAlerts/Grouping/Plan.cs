using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Grouping;

/// <summary>What a poll puts onto the queue.</summary>
/// <param name="Digests">Messages that tell of many.</param>
/// <param name="Alerts">All alerts of the poll; those that are told elsewhere at every destination go onto no queue.</param>
/// <param name="Folded">For alerts that are told elsewhere: by destination, the message that tells of them.</param>
internal sealed record Plan(IReadOnlyList<Alert> Digests, IReadOnlyList<Alert> Alerts, IReadOnlyDictionary<AlertKey, IReadOnlyDictionary<string, string>> Folded)
{
    /// <summary>The alerts that are told one by one.</summary>
    public IEnumerable<Alert> Single => Alerts.Where(alert => alert.To is not { Count: 0 });
}
