using System.Text.Json;
using System.Text.Json.Serialization;

namespace WorkflowAlerts.Cli.Demo;

/// <summary>What came of a demo: what had to arrive, and what did.</summary>
internal sealed record DemoSummary
{
    /// <summary>The seed the runs were made from; the same seed makes the same alerts.</summary>
    public required int Seed { get; init; }

    /// <summary>Runs at the simulated Amperity that ended, whatever their state.</summary>
    public required int RunsEnded { get; init; }

    public required int Failed { get; init; }

    public required int Canceled { get; init; }

    /// <summary>Runs that somebody has to be told of.</summary>
    public required int AlertsExpected { get; init; }

    /// <summary>Messages that had to arrive: one for each expected alert and destination of its route.</summary>
    public required int MessagesExpected { get; init; }

    /// <summary>Messages that arrived, by destination.</summary>
    public required IReadOnlyDictionary<string, int> Delivered { get; init; }

    /// <summary>Messages beyond the first for the same run and destination.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Messages that had to arrive and did not.</summary>
    public required int Lost { get; init; }

    /// <summary>Messages at a destination that the routes do not name for their run.</summary>
    public required int Unexpected { get; init; }

    /// <summary>Messages that a destination refused.</summary>
    public required int Refused { get; init; }

    /// <summary>SHA-256 over the runs and destinations of all messages that arrived, in order of their ids: the same for the same alerts.</summary>
    public required string AlertsDigest { get; init; }

    public required int Polls { get; init; }

    /// <summary>From the first poll to the last delivery.</summary>
    public required double Seconds { get; init; }

    [JsonIgnore]
    public bool Good => Lost == 0 && Duplicates == 0 && Unexpected == 0;

    public string ToJson() => JsonSerializer.Serialize(this, DemoSummaryJson.Default.DemoSummary);
}
