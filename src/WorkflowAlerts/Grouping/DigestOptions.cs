namespace WorkflowAlerts.Grouping;

/// <summary>When many alerts become a few cards.</summary>
public sealed class DigestOptions
{
    /// <summary>The most alerts that one poll may bring to a destination one by one; more become digests. Default: 10. Range: 1 to 1000.</summary>
    public int Threshold { get; set; } = 10;

    /// <summary>The most digest cards that a destination gets from one poll. Default: 3. Range: 1 to 10.</summary>
    public int MaxCards { get; set; } = 3;
}
