using WorkflowAlerts.Recording;

namespace WorkflowAlerts.Cli.Operating;

/// <summary>What a person wants to see of the ledger.</summary>
/// <param name="Run">One run, of whatever day; or null.</param>
/// <param name="Tenant">One tenant, or null for all of them and the product itself.</param>
/// <param name="Destination">Only what concerns one destination.</param>
/// <param name="State">Only what stands like this at some destination.</param>
/// <param name="Since">Only runs that ended since.</param>
/// <param name="Limit">At most so many, the newest.</param>
internal sealed record HistoryFilter(string? Run, string? Tenant, string? Destination, DeliveryState? State, DateTimeOffset Since, int Limit)
{
    public bool Lets(LedgerRecord record) =>
        record.EndedAt >= Since
        && (Tenant is null || record.Tenant.Equals(Tenant, StringComparison.OrdinalIgnoreCase))
        && ((Destination is null && State is null) || record.Entries.Any(entry => Lets(entry.Key, entry.Value)));

    private bool Lets(string destination, DeliveryEntry entry) =>
        (Destination is null || destination.Equals(Destination, StringComparison.OrdinalIgnoreCase)) && (State is null || entry.State == State);
}
