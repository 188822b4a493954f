using WorkflowAlerts.Deciding;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Cli.Operating;

/// <summary>Finds out how the product stands, from storage alone: it works while the product is down, too.</summary>
internal sealed class Status(
    Checkpoints checkpoints, AlertQueue queue, PoisonedMessages poisoned, Troubles troubles, Mutes mutes, Waiting waiting, Ledger ledger,
    DamagedRows damaged, Inspection inspection, IOptions<WorkflowAlertsOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Lately = TimeSpan.FromHours(24);
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(7);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    // What waits is looked after at every tick, or every ten minutes.
    private static readonly TimeSpan LongestOverdue = TimeSpan.FromMinutes(20);

    public async Task<StatusReport> Read(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        TenantStatus[] tenants = await Task.WhenAll(options.Value.Tenants.Keys.Order(StringComparer.Ordinal).Select(tenant => Tenant(tenant, now, cancellationToken)));
        (int alerts, int poison) = await queue.Depths(cancellationToken);
        int kept = await poisoned.Count(cancellationToken);
        OpenTrouble[] open = [.. (await troubles.All(cancellationToken))
            .Where(trouble => trouble.OverAt is null && trouble.IsDue(now))
            .Select(trouble => new OpenTrouble(trouble.Kind.ToString(), trouble.Subject, trouble.Since, trouble.Reason, trouble.Count))];
        Mute[] muted = [.. (await mutes.All(cancellationToken)).Where(mute => mute.Until > now)];
        IReadOnlyList<WaitingMessage> waits = await waiting.All(cancellationToken);
        int silent = waits.Count(one => one.Wait.IsSilence);
        bool isOverdue = waits.Any(one => now - one.Wait.Until > LongestOverdue);
        (IReadOnlyList<DestinationStatus> destinations, UndeliveredAlert? oldest) = await Deliveries(now, cancellationToken);
        IReadOnlyList<DamagedRow> damage = await Damage(cancellationToken);
        open = [.. open.Where(trouble => trouble.Kind != nameof(TroubleKind.DamagedRow) || damage.All(row => row.Place != trouble.Subject))];
        bool good = tenants.All(tenant => tenant.LagSeconds < Trouble.LongestSilence.TotalSeconds) && poison + kept == 0 && open.Length == 0
            && !(now - oldest?.EndedAt > LongestWait) && !isOverdue && damage.Count == 0;
        return new StatusReport(
            now, good, tenants, alerts, poison, kept, destinations, oldest, muted, silent, open, [.. damage.Select(DamagedRowView.Of)]);
    }

    // What was read to get here, and the small tables as a whole.
    private async Task<IReadOnlyList<DamagedRow>> Damage(CancellationToken cancellationToken)
    {
        List<DamagedRow> found = [.. damaged.All];
        foreach (string table in new[] { StorageNames.Checkpoints, StorageNames.Incidents })
        {
            found.AddRange(await inspection.Look(table, cancellationToken).Take(DamagedRows.Most).ToListAsync(cancellationToken));
        }

        return [.. found.DistinctBy(row => row.Place).OrderBy(row => row.Place, StringComparer.Ordinal)];
    }

    private async Task<TenantStatus> Tenant(string tenant, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Checkpoint? checkpoint = await checkpoints.Read(tenant, cancellationToken);
        return new TenantStatus(tenant, checkpoint?.Watermark, (now - checkpoint?.Watermark)?.TotalSeconds, checkpoint?.LastSuccess);
    }

    private async Task<(IReadOnlyList<DestinationStatus> Destinations, UndeliveredAlert? Oldest)> Deliveries(DateTimeOffset now, CancellationToken cancellationToken)
    {
        Dictionary<string, DestinationStatus> destinations = options.Value.Destinations.ToDictionary(
            destination => destination.Key, destination => new DestinationStatus(destination.Key, destination.Value.Kind!, 0, 0, 0, 0, null, null), StringComparer.OrdinalIgnoreCase);
        UndeliveredAlert? oldest = null;
        foreach (string tenant in options.Value.Tenants.Keys)
        {
            await foreach (LedgerRecord record in ledger.History(tenant, now - LookBack, now + Lately, cancellationToken))
            {
                if (record.IsUndelivered && !(oldest?.EndedAt <= record.EndedAt))
                {
                    oldest = new UndeliveredAlert(Printable.Of(record.Tenant), Printable.Of(record.RunId), record.EndedAt);
                }

                foreach ((string name, DeliveryEntry entry) in record.Entries)
                {
                    if (now - entry.At <= Lately && destinations.TryGetValue(name, out DestinationStatus? known))
                    {
                        destinations[name] = With(known, entry);
                    }
                }
            }
        }

        return ([.. destinations.Values.OrderBy(destination => destination.Destination, StringComparer.Ordinal)], oldest);
    }

    private static DestinationStatus With(DestinationStatus known, DeliveryEntry entry)
    {
        DestinationStatus counted = entry.State switch
        {
            DeliveryState.Delivered => known with { Delivered = known.Delivered + 1 },
            DeliveryState.Refused => known with { Refused = known.Refused + 1 },
            DeliveryState.GaveUp => known with { GaveUp = known.GaveUp + 1 },
            DeliveryState.Folded or DeliveryState.Kept or DeliveryState.Held or DeliveryState.NotTold => known,
            _ => known with { Waiting = known.Waiting + 1 },
        };
        return known.LastAt >= entry.At || entry.Detail.Length == 0 ? counted : counted with { LastAt = entry.At, LastAnswer = Printable.Of(entry.Detail) };
    }
}
