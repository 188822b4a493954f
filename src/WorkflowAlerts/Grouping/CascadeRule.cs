namespace WorkflowAlerts.Grouping;

/// <summary>One rule of what follows from what. Both belong to the same tenant.</summary>
public sealed class CascadeRule
{
    /// <summary>A glob for the type of the workflow that fails first.</summary>
    public string From { get; set; } = "";

    /// <summary>Globs for the types of the workflows that fail because of it.</summary>
    public List<string> To { get; set; } = [];

    /// <summary>How long after the first failure theirs may end. Default: 10 minutes. Range: 1 second to 6 hours.</summary>
    public TimeSpan Within { get; set; } = TimeSpan.FromMinutes(10);
}
