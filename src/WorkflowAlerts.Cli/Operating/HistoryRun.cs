using WorkflowAlerts.Telling;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Reporting;

namespace WorkflowAlerts.Cli.Operating;

/// <summary>One run, or one message of the product on itself, and what was told of it. Foreign text in it is fit for a terminal.</summary>
internal sealed record HistoryRun(
    string Tenant, string RunId, string Outcome, string Attribution, string WorkflowType, string WorkflowName, DateTimeOffset EndedAt, DateTimeOffset? SeenAt, bool Muted, IReadOnlyList<HistoryDelivery> Deliveries)
{
    public bool IsOurs => Tenant == Message.Product;

    public static HistoryRun Of(LedgerRecord record) => new(
        Printable.Of(record.Tenant), Printable.Of(record.RunId), record.Outcome.ToString().ToLowerInvariant(), record.Attribution.ToString().ToLowerInvariant(),
        Printable.Of(record.WorkflowType), Printable.Of(record.WorkflowName), record.EndedAt, record.SeenAt, record.Muted,
        [.. record.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => HistoryDelivery.Of(entry.Key, entry.Value))]);
}
