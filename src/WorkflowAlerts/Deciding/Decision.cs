using WorkflowAlerts.Recording;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Deciding;

/// <summary>Who is told what, and what waits.</summary>
internal sealed record Decision
{
    private static readonly Dictionary<string, DeliveryEntry> s_nothing = [];

    /// <summary>What goes onto the queue now, each for one destination.</summary>
    public required IReadOnlyList<Message> Messages { get; init; }

    /// <summary>What waits from now on.</summary>
    public IReadOnlyList<WaitingMessage> Waiting { get; init; } = [];

    /// <summary>What waited, and is told by one of the messages.</summary>
    public IReadOnlyList<WaitingMessage> Absorbed { get; init; } = [];

    /// <summary>What the ledger is told of each message that was decided on.</summary>
    public required IReadOnlyList<LedgerNote> Notes { get; init; }

    /// <summary>The ids of the digests among the messages.</summary>
    public IEnumerable<string> Digests => Messages.Select(message => message.Id).Where(Telling.Digests.IsId);

    public static Decision Of(Crowd crowd, IReadOnlyList<Message> messages, IEnumerable<LedgerNote> muted, DateTimeOffset now) => new()
    {
        Messages = messages,
        Waiting = [.. crowd.All.Where(one => one is { Wait: not null, Waited: null }).Select(one => new WaitingMessage(one.Message, one.Destination, one.Wait!, one.Since ?? now))],
        Absorbed = [.. crowd.All.Where(one => one is { Teller: not null, Waited: not null }).Select(one => one.Waited!)],
        Notes =
        [
            .. crowd.All.Where(one => one.IsNew || one.Teller is not null).GroupBy(one => one.Message.Key).Select(same => Note(same, now)),
            .. muted,
        ],
    };

    /// <summary>What the ledger says of a message that waits.</summary>
    public static DeliveryEntry Entry(Wait wait, DateTimeOffset now) => wait.Reason switch
    {
        WaitReason.Hold => DeliveryEntry.Of(DeliveryState.Held, $"held until {wait.Until:u}, in case a rerun works", now),
        WaitReason.Mute => DeliveryEntry.Of(DeliveryState.Kept, $"muted: {wait.Cause}; told in a summary at {wait.Until:u}", now),
        _ => DeliveryEntry.Of(DeliveryState.Kept, $"quiet hours; told in a summary at {wait.Until:u}", now),
    };

    private static LedgerNote Note(IGrouping<MessageKey, Addressed> same, DateTimeOffset now)
    {
        Addressed[] apart = [.. same.Where(one => !one.IsAlone)];
        return new LedgerNote(same.First().Message, apart.Length == 0 ? s_nothing : apart.ToDictionary(one => one.Destination, one => Entry(one, now)));
    }

    private static DeliveryEntry Entry(Addressed one, DateTimeOffset now) =>
        one.Teller is { } teller ? DeliveryEntry.By(Teller.Of(teller.Key), now) : Entry(one.Wait!, now);
}
