using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Recording;

/// <summary>What a destination was told of some messages, by themselves or by others.</summary>
internal sealed class Standing
{
    // A failure on a card that was kept, and told in a summary that was kept again.
    private const int LongestChain = 4;

    private static readonly Toldness[] s_order = [Toldness.Kept, Toldness.Pending, Toldness.Unknown, Toldness.Told, Toldness.Never];

    private readonly Dictionary<MessageKey, Toldness> _told = [];
    private readonly Dictionary<MessageKey, MessageKey> _tellers = [];

    /// <summary>Finds out. A few queries, however many messages.</summary>
    public static async Task<Standing> Of(Ledger ledger, IEnumerable<MessageKey> keys, string destination, CancellationToken cancellationToken)
    {
        Standing standing = new();
        Dictionary<MessageKey, MessageKey> asked = keys.Distinct().ToDictionary(key => key);
        for (int step = 0; asked.Count > 0 && step < LongestChain; step++)
        {
            LedgerView view = await ledger.View(asked.Values, cancellationToken);
            Dictionary<MessageKey, MessageKey> tellers = [];
            foreach ((MessageKey key, MessageKey at) in asked)
            {
                standing._tellers[key] = at;
                DeliveryEntry? entry = view.Entries(at).GetValueOrDefault(destination);
                if (!view.Knows(at))
                {
                    standing._told[key] = Toldness.Unknown;
                }
                else if (entry is { State: DeliveryState.Folded, Teller: { } teller })
                {
                    tellers[key] = teller.Key(key.Tenant);
                }
                else
                {
                    standing._told[key] = Of(entry);
                }
            }

            asked = tellers;
        }

        return standing;
    }

    /// <summary>Whether any of some was told; first of all, whether one still may be.</summary>
    public Toldness Of(IReadOnlyCollection<MessageKey> keys)
    {
        HashSet<Toldness> all = [.. keys.Select(key => _told.GetValueOrDefault(key, Toldness.Told))];
        return s_order.FirstOrDefault(all.Contains, Toldness.Told);
    }

    /// <summary>The one message that is to tell of all of some, or null: there are several.</summary>
    public MessageKey? Teller(IReadOnlyCollection<MessageKey> keys) =>
        keys.Select(key => _tellers.GetValueOrDefault(key, key)).Distinct().ToArray() is [var teller] ? teller : null;

    private static Toldness Of(DeliveryEntry? entry) => entry?.State switch
    {
        DeliveryState.Delivered or DeliveryState.Folded => Toldness.Told,
        DeliveryState.Refused or DeliveryState.GaveUp or DeliveryState.NotTold => Toldness.Never,
        DeliveryState.Kept => Toldness.Kept,
        _ => Toldness.Pending,
    };
}
