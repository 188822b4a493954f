using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Holding;

/// <summary>Whether an alert is told at a destination now, and as what.</summary>
/// <param name="Tell">What is told now, or null.</param>
/// <param name="Wait">How long it waits; null with nothing to tell: it is told by another message.</param>
internal sealed record Verdict(Alert? Tell, TimeSpan? Wait)
{
    public static readonly Verdict ByAnother = new(null, null);

    public static Verdict Now(Alert alert) => new(alert, null);

    public static Verdict Later(TimeSpan wait) => new(null, wait);
}
