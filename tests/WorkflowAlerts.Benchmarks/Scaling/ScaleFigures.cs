namespace WorkflowAlerts.Benchmarks.Scaling;

/// <summary>What the busiest moments of a day ask of storage and of the instances.</summary>
internal sealed record ScaleFigures
{
    public required int Tenants { get; init; }

    public required int Runs { get; init; }

    public required int Alerts { get; init; }

    /// <summary>The ledger's partition with the most rows in a minute.</summary>
    public required string HottestPartition { get; init; }

    /// <summary>Its rows in that minute: they are written by one poll, as fast as storage takes them.</summary>
    public required int HottestPartitionRows { get; init; }

    /// <summary>How many seconds that takes at 2,000 entities a second, the target of one partition.</summary>
    public required double HottestPartitionSeconds { get; init; }

    public required int LedgerPartitions { get; init; }

    /// <summary>Rows a second over the busiest minute, all partitions.</summary>
    public required double LedgerRowsPerSecond { get; init; }

    /// <summary>The partition of alerts that silences keep, which all tenants share, if every alert of the busiest minute were kept.</summary>
    public required double KeptRowsPerSecond { get; init; }

    /// <summary>Messages a second onto the queue over the busiest minute; its target is 2,000.</summary>
    public required double QueueMessagesPerSecond { get; init; }

    /// <summary>Table operations a second of quiet polls alone; the account's target is 20,000.</summary>
    public required double QuietTableOperationsPerSecond { get; init; }

    public required double CpuMillisecondsPerTenant { get; init; }

    /// <summary>Cores that are busy with polling every tenant each minute.</summary>
    public required double PollingCores { get; init; }

    /// <summary>Instances of that kind for it, at 60 % of their CPU.</summary>
    public required double PollingInstances { get; init; }
}
