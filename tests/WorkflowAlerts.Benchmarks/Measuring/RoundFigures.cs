namespace WorkflowAlerts.Benchmarks.Measuring;

/// <summary>What a measured process tells of one round of its work.</summary>
internal sealed record RoundFigures
{
    /// <summary>From the start to the last request that changed something.</summary>
    public required double Seconds { get; init; }

    /// <summary>CPU seconds of the process, all threads.</summary>
    public required double Cpu { get; init; }

    /// <summary>Bytes allocated by the process.</summary>
    public required long Allocated { get; init; }

    /// <summary>The most memory it ever held, in MB.</summary>
    public required double PeakMegabytes { get; init; }

    /// <summary>Requests by what they do.</summary>
    public required SortedDictionary<string, double> Requests { get; init; }

    /// <summary>What went wrong; null when nothing did.</summary>
    public string? Error { get; init; }
}
