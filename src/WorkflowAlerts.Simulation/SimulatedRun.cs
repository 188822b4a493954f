using System.Text.Json.Nodes;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Simulation;

/// <summary>A run at the simulated Amperity, and what has to come of it: stated by whoever made it, not by the product's own rules.</summary>
public sealed record SimulatedRun
{
    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public required string Type { get; init; }

    public required string Name { get; init; }

    public required string State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ended, in milliseconds, which is all that Amperity tells.</summary>
    public DateTimeOffset? EndedAt
    {
        get;
        init => field = value is { } at ? at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMillisecond)) : null;
    }

    public string PrincipalName { get; init; } = "Automated workflow";

    public string? PrincipalEmail { get; init; }

    /// <summary>The wire form of <c>error</c>: an object, an array, or nothing.</summary>
    public JsonNode? Error { get; init; }

    /// <summary>Whether somebody has to be told.</summary>
    public bool ExpectsAlert { get; init; }

    /// <summary>Who has to act.</summary>
    public Attribution ExpectedAttribution { get; init; }

    /// <summary>Whether somebody stopped it by hand.</summary>
    public bool ManualStop { get; init; }

    /// <summary>Whether it counts as canceled rather than failed.</summary>
    public bool Canceled { get; init; }
}
