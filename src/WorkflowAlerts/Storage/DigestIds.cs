namespace WorkflowAlerts.Storage;

/// <summary>The ids of digests in one column, which have no spaces.</summary>
internal static class DigestIds
{
    public static string Join(IEnumerable<string> ids) => string.Join(' ', ids);

    public static string[] Split(string? joined) => joined?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
