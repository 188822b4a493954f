using System.Security.Cryptography;
using System.Text;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Reporting;

/// <summary>A queue message that could not be handled, kept for somebody to look at and to send again.</summary>
public sealed record PoisonedMessage
{
    /// <summary>What tells it from others: SHA-256 of its body, in hexadecimal.</summary>
    public required string Id { get; init; }

    /// <summary>The body as it was on the queue.</summary>
    public required string Body { get; init; }

    /// <summary>Why it failed, in words.</summary>
    public required string Reason { get; init; }

    public required DateTimeOffset KeptAt { get; init; }

    /// <summary>The announcement it belongs to, or null before there is one.</summary>
    public string? Announcement { get; init; }

    /// <summary>Whether the operations destinations were told.</summary>
    public bool Told { get; init; }

    public static string IdOf(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));

    /// <summary>The messages in it, or null for what never was an alert message, or is one of another version.</summary>
    public IReadOnlyList<Message>? Messages()
    {
        try
        {
            return AlertMessage.Read(Body);
        }
        catch (UnreadableMessageException)
        {
            return null;
        }
    }
}
