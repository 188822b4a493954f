using WorkflowAlerts.Telling;
using WorkflowAlerts.Rendering;

namespace WorkflowAlerts.Chats;

/// <summary>
/// A kind of chat: all in which one differs from another. Another kind is a folder beside <c>Slack</c> and <c>Teams</c>, and a line in
/// <see cref="ChatsComposition"/>.
/// </summary>
/// <remarks>
/// Webhooks answer yes or no, and so far nobody needs more. For a chat that answers with more there is a place: the ledger writes down
/// <see cref="DeliveryResult.Accepted"/> together with the delivery, so a handle of the message (by which it could be updated, answered, or
/// resolved with its incident) and what proves that it arrived would be properties of that record, null where a chat has none. What is done
/// with a handle later would be a member beside <see cref="Post"/>, with the same way to send and the same results.
/// </remarks>
public interface IChat
{
    /// <summary>What the configuration calls it.</summary>
    string Name { get; }

    /// <summary>How fast to send where the configuration says nothing.</summary>
    Pacing Pacing { get; }

    /// <summary>The most bytes that a message is made with.</summary>
    int MostBytes { get; }

    /// <summary>What it means, to whoever tries, that a message was accepted.</summary>
    string AcceptedMeans { get; }

    /// <summary>Whether an address is one of this chat's own, good or not. Others may lead to it all the same, through a relay.</summary>
    bool Owns(Uri address);

    /// <summary>What is wrong with an address of this chat's own, and what to copy instead, without its secrets; null where it is good.</summary>
    string? Mistake(Uri address);

    /// <summary>The people and groups of an owner whom this chat can call.</summary>
    IEnumerable<Mention> Mentions(CalledOptions owner);

    /// <summary>What is wrong with the people and groups of the owners, all together.</summary>
    IEnumerable<Mistake> Mistakes(IReadOnlyList<CalledOptions> owners);

    /// <summary>Renders a card. Total: whatever text the card carries, the result is valid JSON within the chat's limits.</summary>
    RenderedMessage Render(Card card);

    /// <summary>Posts a message, once; a form that was refused may be sent again in another.</summary>
    /// <param name="message">What <see cref="Render"/> made.</param>
    /// <param name="send">Sends a body to the destination.</param>
    Task<DeliveryResult> Post(RenderedMessage message, Func<ReadOnlyMemory<byte>, Task<WebhookAnswer>> send);
}
