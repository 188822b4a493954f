namespace WorkflowAlerts.Storage;

/// <summary>What a change does to a row.</summary>
public enum RowChangeKind
{
    Add,
    Merge,
    Replace,
    Delete,
}
