namespace WorkflowAlerts.Delivery;

/// <summary>What a destination speaks.</summary>
public enum DestinationKind
{
    /// <summary>A Slack incoming webhook.</summary>
    Slack,

    /// <summary>A Microsoft Teams Workflows (Power Automate) webhook.</summary>
    Teams,
}
