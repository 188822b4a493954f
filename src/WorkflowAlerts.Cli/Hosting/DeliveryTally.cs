using WorkflowAlerts.Sending;
using WorkflowAlerts.Recording;

namespace WorkflowAlerts.Cli.Hosting;

/// <summary>Counts what happened at each destination.</summary>
internal sealed class DeliveryTally
{
    private readonly SortedDictionary<string, Dictionary<DeliveryState, int>> _counts = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public bool AnyRefused
    {
        get
        {
            lock (_lock)
            {
                return _counts.Values.Any(counts => counts.ContainsKey(DeliveryState.Refused) || counts.ContainsKey(DeliveryState.GaveUp));
            }
        }
    }

    public void Add(IEnumerable<Sent> sends)
    {
        lock (_lock)
        {
            foreach (Sent sent in sends)
            {
                Dictionary<DeliveryState, int> counts = _counts.TryGetValue(sent.Destination, out Dictionary<DeliveryState, int>? known) ? known : _counts[sent.Destination] = [];
                counts[sent.Entry.State] = counts.GetValueOrDefault(sent.Entry.State) + 1;
            }
        }
    }

    public int Count(string destination, DeliveryState state)
    {
        lock (_lock)
        {
            return _counts.TryGetValue(destination, out Dictionary<DeliveryState, int>? counts) ? counts.GetValueOrDefault(state) : 0;
        }
    }

    /// <summary>One line a destination.</summary>
    public IReadOnlyList<string> Lines()
    {
        lock (_lock)
        {
            return [.. _counts.Select(pair => $"{pair.Key}: {string.Join(", ", pair.Value.OrderBy(count => count.Key).Select(count => $"{count.Value} {Word(count.Key)}"))}.")];
        }
    }

    private static string Word(DeliveryState state) => state switch
    {
        DeliveryState.Delivered => "delivered",
        DeliveryState.Refused => "refused",
        DeliveryState.GaveUp => "given up",
        _ => "tries that have to be repeated",
    };
}
