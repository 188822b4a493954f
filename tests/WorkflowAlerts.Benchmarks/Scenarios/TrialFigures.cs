namespace WorkflowAlerts.Benchmarks.Scenarios;

/// <summary>What one trial of a workload showed.</summary>
internal sealed record TrialFigures
{
    public required double Seconds { get; init; }

    public required double Cpu { get; init; }

    public required double AzuriteCpu { get; init; }

    public required double PeakMegabytes { get; init; }

    public required double Allocated { get; init; }

    public required SortedDictionary<string, int> Requests { get; init; }

    public int Posts { get; init; }

    public int Lost { get; init; }

    public int Repeated { get; init; }

    /// <summary>Messages that the real platform would not have shown.</summary>
    public int NotTaken { get; init; }

    public int StorageOperations => Requests.Where(count => count.Key.StartsWith("queue", StringComparison.Ordinal) || count.Key.StartsWith("table", StringComparison.Ordinal)).Sum(count => count.Value);

    /// <summary>The posts as the webhooks counted them: the product posts without spans, lest a webhook's address got into one.</summary>
    public int HttpCalls => Requests.Where(count => count.Key != "chat").Sum(count => count.Value) + Posts;

    public int ApiRequests => Requests.GetValueOrDefault("api");

    /// <summary>Each figure's median.</summary>
    public static TrialFigures Median(IReadOnlyList<TrialFigures> trials) => new()
    {
        Seconds = Median(trials.Select(trial => trial.Seconds)),
        Cpu = Median(trials.Select(trial => trial.Cpu)),
        AzuriteCpu = Median(trials.Select(trial => trial.AzuriteCpu)),
        PeakMegabytes = Median(trials.Select(trial => trial.PeakMegabytes)),
        Allocated = Median(trials.Select(trial => trial.Allocated)),
        Requests = new SortedDictionary<string, int>(
            trials.SelectMany(trial => trial.Requests.Keys).Distinct().ToDictionary(name => name, name => (int)Median(trials.Select(trial => (double)trial.Requests.GetValueOrDefault(name)))), StringComparer.Ordinal),
        Posts = (int)Median(trials.Select(trial => (double)trial.Posts)),
        Lost = trials.Sum(trial => trial.Lost),
        Repeated = trials.Sum(trial => trial.Repeated),
        NotTaken = trials.Sum(trial => trial.NotTaken),
    };

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
