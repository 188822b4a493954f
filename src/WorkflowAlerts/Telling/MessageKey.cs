using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Telling;

/// <summary>What makes a message the same message, under which the ledger remembers it.</summary>
/// <param name="Tenant">The tenant as it is named in the configuration, or <see cref="Message.Product"/>.</param>
/// <param name="Id">Amperity's run id (foreign text), or an id of our own for what is no run.</param>
/// <param name="Outcome">How the run ended. A run that ends again, in another way or at another time, is told again.</param>
/// <param name="At">When the run ended, or started where it has not ended. It says in which day's partition the message is remembered.</param>
public readonly record struct MessageKey(string Tenant, string Id, Outcome Outcome, DateTimeOffset At)
{
    /// <summary>Whether it was queued by version 0.1, whose rows in the ledger had no end in their key.</summary>
    public bool IsVersion1 { get; init; }
}
