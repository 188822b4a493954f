namespace WorkflowAlerts.Benchmarks.Scenarios;

/// <summary>What one trial of a workload showed.</summary>
internal sealed record TrialFigures
{
    public required double Seconds { get; init; }

    public required double Cpu { get; init; }

    public required double AzuriteCpu { get; init; }

    public required double PeakMegabytes { get; init; }

    public required double Allocated { get; init; }

    public required SortedDictionary<string, double> Requests { get; init; }

    public int Posts { get; init; }

    public int Lost { get; init; }

    public int Repeated { get; init; }

    /// <summary>Messages that the real platform would not have shown.</summary>
    public int NotTaken { get; init; }

    public double StorageOperations => Requests.Where(count => count.Key.StartsWith("queue", StringComparison.Ordinal) || count.Key.StartsWith("table", StringComparison.Ordinal)).Sum(count => count.Value);

    /// <summary>The posts as the webhooks counted them: the product posts without spans, lest a webhook's address got into one.</summary>
    public double HttpCalls => Requests.Where(count => count.Key != "chat").Sum(count => count.Value) + Posts;

    public double ApiRequests => Requests.GetValueOrDefault("api");

    /// <summary>Each figure's median, of several trials.</summary>
    public static TrialFigures Median(IReadOnlyList<TrialFigures> trials) => Of(trials, Median);

    /// <summary>Each figure's mean, of several rounds of one trial.</summary>
    public static TrialFigures Mean(IReadOnlyList<TrialFigures> rounds) => Of(rounds, values => values.Average());

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static TrialFigures Of(IReadOnlyList<TrialFigures> trials, Func<IEnumerable<double>, double> one) => new()
    {
        Seconds = one(trials.Select(trial => trial.Seconds)),
        Cpu = one(trials.Select(trial => trial.Cpu)),
        AzuriteCpu = one(trials.Select(trial => trial.AzuriteCpu)),
        PeakMegabytes = one(trials.Select(trial => trial.PeakMegabytes)),
        Allocated = one(trials.Select(trial => trial.Allocated)),
        Requests = new SortedDictionary<string, double>(
            trials.SelectMany(trial => trial.Requests.Keys).Distinct().ToDictionary(name => name, name => one(trials.Select(trial => trial.Requests.GetValueOrDefault(name)))), StringComparer.Ordinal),
        Posts = (int)one(trials.Select(trial => (double)trial.Posts)),
        Lost = trials.Sum(trial => trial.Lost),
        Repeated = trials.Sum(trial => trial.Repeated),
        NotTaken = trials.Sum(trial => trial.NotTaken),
    };
}
