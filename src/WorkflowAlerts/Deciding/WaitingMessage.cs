using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Deciding;

/// <summary>A message that is told at a destination later.</summary>
/// <param name="Message">The message.</param>
/// <param name="Destination">To whom.</param>
/// <param name="Wait">Why, and until when.</param>
/// <param name="Since">Since when it waits.</param>
public sealed record WaitingMessage(Message Message, string Destination, Wait Wait, DateTimeOffset Since)
{
    /// <summary>How its release was begun: the id of the digest that tells of it, or <see cref="Alone"/>. A process that ended in between is gone on from there.</summary>
    public string? Release { get; init; }

    /// <summary>Its release as a message of its own.</summary>
    public const string Alone = "alone";

    /// <summary>The row in which it is kept, where it was read.</summary>
    internal (string Partition, string Key)? Row { get; init; }

    /// <summary>Whether it is this message at this destination.</summary>
    internal bool Is(MessageKey key, string destination) => Message.Key == key && Destination.Equals(destination, StringComparison.OrdinalIgnoreCase);
}
