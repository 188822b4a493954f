namespace WorkflowAlerts.Grouping;

/// <summary>When a failure is told on the card of the one it follows from.</summary>
public sealed class CascadeOptions
{
    /// <summary>Whether failures that follow from another are told on its card. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Which failures follow from which. Empty: what fails within 10 minutes after a courier group (<c>courier.*</c>) and is an orchestration
    /// (<c>*orchestration*</c>) or a campaign (<c>campaign.*</c>).
    /// </summary>
    public List<CascadeRule> Rules { get; set; } = [];

    internal IReadOnlyList<CascadeRule> Effective => !Enabled ? []
        : Rules.Count > 0 ? Rules
        : [new CascadeRule { From = "courier.*", To = ["*orchestration*", "campaign.*"] }];
}
