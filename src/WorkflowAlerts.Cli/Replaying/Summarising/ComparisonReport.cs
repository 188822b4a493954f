namespace WorkflowAlerts.Cli.Replaying.Summarising;

/// <summary>Two configurations on the same history.</summary>
internal sealed record ComparisonReport
{
    /// <summary>What the first configuration is called.</summary>
    public required string Before { get; init; }

    /// <summary>What the second one is called.</summary>
    public required string After { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required int Runs { get; init; }

    /// <summary>Whether every destination gets the same messages at the same times.</summary>
    public required bool Same { get; init; }

    /// <summary>Alerts that somebody hears of only with the second one.</summary>
    public required int NewlyTold { get; init; }

    /// <summary>Alerts that nobody hears of any more.</summary>
    public required int NoLongerTold { get; init; }

    /// <summary>Alerts that others hear of than before, all together.</summary>
    public required int Moved { get; init; }

    public required IReadOnlyList<DestinationChange> Destinations { get; init; }

    /// <summary>Which alerts go where, by workflow; the most alerts first.</summary>
    public required IReadOnlyList<AlertMove> Moves { get; init; }

    public static ComparisonReport Of(string beforeName, ReplayResult before, string afterName, ReplayResult after)
    {
        IReadOnlyList<AlertMove> moves = AlertMove.Between(before, after);
        ReplayReport first = ReplayReport.Of(before, payloads: false);
        ReplayReport second = ReplayReport.Of(after, payloads: false);
        return new ComparisonReport
        {
            Before = beforeName,
            After = afterName,
            From = first.From,
            To = first.To,
            Runs = Math.Max(first.Runs, second.Runs),
            Same = moves.Count == 0 && before.Messages.Select(Identity).SequenceEqual(after.Messages.Select(Identity)),
            NewlyTold = moves.Where(move => move.From.Count == 0).Sum(move => move.Alerts),
            NoLongerTold = moves.Where(move => move.To.Count == 0).Sum(move => move.Alerts),
            Moved = moves.Sum(move => move.Alerts),
            Destinations = DestinationChange.Between(first, second),
            Moves = moves,
        };
    }

    private static (DateTimeOffset, string, string) Identity(ReplayedMessage message) => (message.At, message.Destination, message.Body);
}
