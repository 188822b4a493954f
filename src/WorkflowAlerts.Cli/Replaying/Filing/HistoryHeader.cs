namespace WorkflowAlerts.Cli.Replaying.Filing;

/// <summary>The first line of a saved history.</summary>
/// <param name="Name">What kind of file this is.</param>
/// <param name="Version">The version of its form.</param>
/// <param name="Tenants">Whose runs are in it.</param>
/// <param name="ReadFrom">From when runs are there.</param>
/// <param name="From">From when messages are of interest.</param>
/// <param name="To">Until when.</param>
internal sealed record HistoryHeader(string? Name, int Version, IReadOnlyList<string>? Tenants, DateTimeOffset? ReadFrom, DateTimeOffset? From, DateTimeOffset? To)
{
    public const string CurrentName = "workflow-alerts-history";

    /// <summary>The version this program writes, and the only one it reads.</summary>
    public const int CurrentVersion = 1;
}
