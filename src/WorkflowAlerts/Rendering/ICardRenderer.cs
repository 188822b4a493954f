using WorkflowAlerts.Telling;
using WorkflowAlerts.Delivery;

namespace WorkflowAlerts.Rendering;

/// <summary>Puts the neutral card into one platform's words. One implementation a platform.</summary>
public interface ICardRenderer
{
    DestinationKind Kind { get; }

    /// <summary>Renders a card. Total: whatever text the card carries, the result is valid JSON within the platform's limits.</summary>
    RenderedMessage Render(Card card);
}
