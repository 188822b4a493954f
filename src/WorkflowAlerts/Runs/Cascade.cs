namespace WorkflowAlerts.Runs;

/// <summary>Failures that follow from another and are told on its card.</summary>
public sealed record Cascade
{
    /// <summary>The most that are named.</summary>
    public const int MostNamed = 8;

    private const int NameLength = 120;

    /// <summary>How many there are.</summary>
    public int Count { get; init; }

    /// <summary>Workflow names, or run ids where they have none, each once.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    internal static Cascade Of(IReadOnlyCollection<Alert> alerts) => new()
    {
        Count = alerts.Count,
        Names = [.. alerts.Select(alert => BoundedText.Shorten(alert.WorkflowName.Length > 0 ? alert.WorkflowName : alert.RunId, NameLength)).Distinct().Take(MostNamed)],
    };
}
