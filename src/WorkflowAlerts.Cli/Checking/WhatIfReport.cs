using System.Text.Json;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Checking;

/// <summary>What would become of an alert, and why.</summary>
internal sealed record WhatIfReport
{
    public required DateTimeOffset At { get; init; }

    public required string Tenant { get; init; }

    public required Outcome Outcome { get; init; }

    public required Attribution Attribution { get; init; }

    public required bool ManualStop { get; init; }

    public required string Type { get; init; }

    public required string Name { get; init; }

    public required string ErrorType { get; init; }

    /// <summary>All routes, in order.</summary>
    public required IReadOnlyList<WhatIfRoute> Routes { get; init; }

    /// <summary>Whether a route tells nobody of it.</summary>
    public required bool Muted { get; init; }

    /// <summary>Who is told.</summary>
    public required IReadOnlyList<WhatIfDelivery> Deliveries { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, WhatIfJson.Default.WhatIfReport);
}
