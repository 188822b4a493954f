namespace WorkflowAlerts.Benchmarks.Measuring;

/// <summary>One scenario's line. Medians of the trials; per alert where the scenario has alerts.</summary>
internal sealed record ScenarioFigures
{
    public required string Scenario { get; init; }

    /// <summary>How many trials each side had, in turn.</summary>
    public required int Trials { get; init; }

    public int? Runs { get; init; }

    public int? Alerts { get; init; }

    public double? Seconds { get; init; }

    /// <summary>Alerts a second, or runs a second where there are no alerts.</summary>
    public double? Throughput { get; init; }

    public double? CpuSeconds { get; init; }

    public double? AzuriteCpuSeconds { get; init; }

    public double? PeakMb { get; init; }

    public double? AllocatedMb { get; init; }

    public double? StorageOperations { get; init; }

    public double? StorageOperationsPerAlert { get; init; }

    public double? HttpCallsPerAlert { get; init; }

    public double? ApiRequestsPerPoll { get; init; }

    public int? Posts { get; init; }

    public int? Lost { get; init; }

    public int? Repeated { get; init; }

    public int? NotTaken { get; init; }

    public double? FloorSeconds { get; init; }

    public double? FloorCpuSeconds { get; init; }

    public double? FloorAzuriteCpuSeconds { get; init; }

    public double? FloorStorageOperations { get; init; }

    /// <summary>Our seconds by the floor's.</summary>
    public double? RatioToFloor { get; init; }

    /// <summary>What the mark is, and whether it was met.</summary>
    public string? Mark { get; init; }

    public bool? Met { get; init; }

    /// <summary>What else was found, by name.</summary>
    public SortedDictionary<string, double>? Also { get; init; }

    /// <summary>Our requests of one round, by what they do.</summary>
    public SortedDictionary<string, double>? Requests { get; init; }

    /// <summary>The floor's.</summary>
    public SortedDictionary<string, double>? FloorRequests { get; init; }
}
