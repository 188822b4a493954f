namespace WorkflowAlerts.Storage;

/// <summary>A row that cannot be read.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Partition">Its partition.</param>
/// <param name="Key">Its key.</param>
/// <param name="Why">What is wrong with it.</param>
public sealed record DamagedRow(string Table, string Partition, string Key, string Why)
{
    /// <summary>Where it is, in one text: no key has a slash in it.</summary>
    public string Place => $"{Table}/{Partition}/{Key}";
}
