using WorkflowAlerts.Recording;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Deciding;

/// <summary>A message on its way to one destination, while it is decided how it is told.</summary>
internal sealed class Addressed(Message message, string destination)
{
    public Message Message => message;

    public string Destination => destination;

    /// <summary>Whether it is decided on now; else it waits since an earlier poll, and may be told by another message.</summary>
    public bool IsNew { get; init; } = true;

    /// <summary>Why it is not told yet, or null.</summary>
    public Wait? Wait { get; set; }

    /// <summary>Since when it waits; null: from now on.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The row in which it waits already, where it does.</summary>
    public WaitingMessage? Waited { get; init; }

    /// <summary>The message that tells of it, or null: it is told by itself.</summary>
    public Message? Teller { get; set; }

    /// <summary>Whether it is told now, and by itself.</summary>
    public bool IsAlone => Wait is null && Teller is null;

    public bool IsHeld => Teller is null && Wait is { Reason: WaitReason.Hold };

    public bool IsKept => Teller is null && Wait is { IsSilence: true };

    /// <summary>Lets another message tell of it.</summary>
    public void ToldBy(Message teller) => (Wait, Teller) = (null, teller);
}
