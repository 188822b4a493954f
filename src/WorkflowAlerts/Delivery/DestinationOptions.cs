using WorkflowAlerts.Weekly;

namespace WorkflowAlerts.Delivery;

/// <summary>One webhook.</summary>
public sealed class DestinationOptions
{
    /// <summary>What the webhook speaks. Required.</summary>
    public string? Kind { get; set; }

    /// <summary>The webhook's address. A secret. https, or http on loopback. Required.</summary>
    public string WebhookUrl { get; set; } = "";

    /// <summary>Headers to send along, for example a shared secret that a Power Automate trigger condition checks. Values are secrets.</summary>
    public Dictionary<string, string> Headers { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>When the weekly card comes.</summary>
    public WeeklyOptions Weekly { get; set; } = new();

    /// <summary>How fast to send here. Unset values take the kind's default.</summary>
    public PacingOptions Pacing { get; set; } = new();
}
