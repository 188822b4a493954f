namespace WorkflowAlerts.Cli.Inbox;

/// <summary>How many alerts were routed, by who has to act.</summary>
/// <param name="Customer">Errors of the customer's configuration.</param>
/// <param name="Platform">Errors of Amperity's platform.</param>
/// <param name="Neither">Those without an attribution, and runs that were stopped by hand.</param>
internal sealed record InboxAlerts(int Customer, int Platform, int Neither);
