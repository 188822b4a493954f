using WorkflowAlerts.Quieting;
using WorkflowAlerts.Recording;

namespace WorkflowAlerts.Cli.Replaying.Remembering;

/// <summary>Kept alerts in memory, in the order of their end and of their coming.</summary>
internal sealed class KeptAlertMemory : IKeptAlerts
{
    private readonly SortedDictionary<DateTimeOffset, OrderedDictionary<string, KeptAlert>> _kept = [];

    /// <summary>When the first silence is over that keeps something; null where nothing is kept.</summary>
    public DateTimeOffset? FirstEnd => _kept.Count == 0 ? null : _kept.Keys.First();

    /// <summary>All that is kept.</summary>
    public IEnumerable<KeptAlert> Kept => _kept.Values.SelectMany(silence => silence.Values);

    public Task Keep(KeptAlert kept, CancellationToken cancellationToken)
    {
        (_kept.TryGetValue(kept.Until, out OrderedDictionary<string, KeptAlert>? silence) ? silence : _kept[kept.Until] = [])[Key(kept)] = kept;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<KeptAlert>> All(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<KeptAlert>>([.. Kept]);

    public Task Remove(IReadOnlyCollection<KeptAlert> kept, CancellationToken cancellationToken)
    {
        foreach (KeptAlert one in kept)
        {
            if (_kept.TryGetValue(one.Until, out OrderedDictionary<string, KeptAlert>? silence) && silence.Remove(Key(one)) && silence.Count == 0)
            {
                _kept.Remove(one.Until);
            }
        }

        return Task.CompletedTask;
    }

    private static string Key(KeptAlert kept) => LedgerKey.Of(kept.Alert.Key) is var alert ? $"{kept.Destination.ToLowerInvariant()}\n{alert.Partition}\n{alert.Row}" : "";
}
