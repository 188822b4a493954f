using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Replaying.Remembering;

/// <summary>
/// The ledger in memory. It is for one replay, in which nobody rewinds, so nothing is ever sent again.
/// </summary>
internal sealed class LedgerMemory(TimeProvider time) : ILedger
{
    private readonly LedgerMemoryRows _rows = new();
    private readonly Lock _lock = new();

    /// <summary>All rows, by tenant, end and run.</summary>
    public IReadOnlyList<LedgerMemoryRow> All()
    {
        lock (_lock)
        {
            return [.. _rows.All.OrderBy(row => row.Key.Tenant, StringComparer.Ordinal).ThenBy(row => row.Key.At).ThenBy(row => row.Key.RunId, StringComparer.Ordinal).ThenBy(row => row.Key.Outcome)];
        }
    }

    public Task<SeenAlerts> Seen(string tenant, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        SeenAlerts seen = new();
        lock (_lock)
        {
            foreach (LedgerMemoryRow row in _rows.Between(tenant, from, to).Where(row => row.SeenAt is not null))
            {
                seen.Add(row.Key);
            }
        }

        return Task.FromResult(seen);
    }

    public Task<bool> IsSeen(AlertKey key, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_rows.Find(key)?.SeenAt is not null);
        }
    }

    public Task MarkSeen(IReadOnlyCollection<Alert> alerts, IReadOnlyDictionary<AlertKey, IReadOnlyDictionary<string, string>> folded, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_lock)
        {
            foreach (Alert alert in alerts)
            {
                LedgerMemoryRow row = See(alert);
                foreach ((string destination, string into) in folded.GetValueOrDefault(alert.Key) ?? new Dictionary<string, string>())
                {
                    row.Entries[destination.ToLowerInvariant()] = new DeliveryEntry(DeliveryState.Folded, now, 0, into, now);
                }
            }
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyDictionary<string, DeliveryEntry>> Read(AlertKey key, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_rows.Find(key)?.Record().Entries ?? new Dictionary<string, DeliveryEntry>());
        }
    }

    public async Task<LedgerView> View(IReadOnlyCollection<AlertKey> keys, CancellationToken cancellationToken)
    {
        LedgerView view = new();
        foreach (AlertKey key in keys)
        {
            view.Know(LedgerKey.Of(key), await Read(key, cancellationToken), version: null);
        }

        return view;
    }

    // A look costs nothing here, so what was read before is not relied upon.
    public Task<Claim> TryClaim(Alert alert, string destination, LedgerView known, CancellationToken cancellationToken) => TryClaim(alert, destination, cancellationToken);

    public Task Record(DeliveryRecord sent, LedgerView known, CancellationToken cancellationToken) => Record(sent.Key, sent.Destination, sent.Entry, cancellationToken);

    public async Task<Claim> RecordAndClaim(DeliveryRecord sent, Alert next, string destination, LedgerView known, CancellationToken cancellationToken)
    {
        await Record(sent, known, cancellationToken);
        return await TryClaim(next, destination, cancellationToken);
    }

    public Task<Claim> TryClaim(Alert alert, string destination, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            DeliveryEntry? known = _rows.Find(alert.Key)?.Entries.GetValueOrDefault(destination);
            DateTimeOffset now = time.GetUtcNow();
            if (known is { IsFinal: true })
            {
                return Task.FromResult(new Claim(ClaimStatus.AlreadyFinal, known));
            }

            if (DeliveryClaim.IsBusy(known, now))
            {
                return Task.FromResult(new Claim(ClaimStatus.Busy, known!));
            }

            DeliveryEntry claimed = DeliveryClaim.Next(known, claimedBy: null, now);
            See(alert, _rows.Find(alert.Key)?.SeenAt is null).Entries[destination.ToLowerInvariant()] = claimed;
            return Task.FromResult(new Claim(ClaimStatus.Granted, claimed));
        }
    }

    public Task<DeliveryEntry> TryNote(Alert alert, string destination, DeliveryState state, string detail, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            DeliveryEntry? known = _rows.Find(alert.Key)?.Entries.GetValueOrDefault(destination);
            if (known is not null && (known.State != DeliveryState.Held || state == DeliveryState.Held))
            {
                return Task.FromResult(known);
            }

            DeliveryEntry noted = new(state, time.GetUtcNow(), 0, detail, time.GetUtcNow());
            See(alert, _rows.Find(alert.Key)?.SeenAt is null).Entries[destination.ToLowerInvariant()] = noted;
            return Task.FromResult(noted);
        }
    }

    public Task Record(AlertKey key, string destination, DeliveryEntry entry, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _rows.Get(key).Entries[destination.ToLowerInvariant()] = entry;
        }

        return Task.CompletedTask;
    }

    public Task RecordMuted(Alert alert, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            See(alert).Muted = true;
        }

        return Task.CompletedTask;
    }

    public IAsyncEnumerable<LedgerRecord> History(string tenant, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _rows.Between(tenant, from, to).Select(row => row.Record()).ToArray().ToAsyncEnumerable();
        }
    }

    public IAsyncEnumerable<LedgerRecord> History(string runId, CancellationToken cancellationToken) =>
        All().Where(row => row.Key.RunId == runId).Select(row => row.Record()).ToAsyncEnumerable();

    public Task Reopen(AlertKey key, bool delivered, CancellationToken cancellationToken) => throw new NotSupportedException("In a replay nothing is sent again.");

    public Task<int> Reopen(string tenant, DateTimeOffset from, DateTimeOffset to, bool delivered, CancellationToken cancellationToken) =>
        throw new NotSupportedException("In a replay nothing is sent again.");

    public Task<int> Sweep(DateTimeOffset before, CancellationToken cancellationToken)
    {
        DateTimeOffset day = new(before.UtcDateTime.Date, TimeSpan.Zero);
        lock (_lock)
        {
            return Task.FromResult(_rows.RemoveBefore(day));
        }
    }

    private LedgerMemoryRow See(Alert alert, bool isNew = true)
    {
        LedgerMemoryRow row = _rows.Get(alert.Key);
        row.Alert ??= alert;
        row.SeenAt = isNew ? time.GetUtcNow() : row.SeenAt;
        return row;
    }
}
