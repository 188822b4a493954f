namespace WorkflowAlerts.Runs;

/// <summary>What makes runs runs of the same workflow: the API names no workflow id, so its type and name do. Texts are bounded as an alert's are.</summary>
public readonly record struct WorkflowKey(string Tenant, string Type, string Name)
{
    /// <summary>Whether the run said anything that tells its workflow from others.</summary>
    public bool IsKnown => Type.Length > 0 || Name.Length > 0;

    public static WorkflowKey Of(WorkflowRun run) =>
        new(run.Tenant, BoundedText.Shorten(run.Type, BoundedText.NameLength), BoundedText.Shorten(run.Name, BoundedText.NameLength));
}
