namespace WorkflowAlerts.Runs;

/// <summary>What makes runs runs of the same workflow: the API names no workflow id, so its type and name do. Texts are bounded as an alert's are.</summary>
public readonly record struct WorkflowKey(string Tenant, string Type, string Name)
{
    public static WorkflowKey Of(WorkflowRun run) => new(run.Tenant, BoundedText.Shorten(run.Type, Alert.NameLength), BoundedText.Shorten(run.Name, Alert.NameLength));

    public static WorkflowKey Of(Alert alert) => new(alert.Tenant, alert.WorkflowType, alert.WorkflowName);
}
