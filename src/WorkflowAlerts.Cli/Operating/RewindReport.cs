namespace WorkflowAlerts.Cli.Operating;

/// <summary>What a rewind did.</summary>
/// <param name="Tenant">Whose checkpoint.</param>
/// <param name="From">Where it was.</param>
/// <param name="To">Where it is now.</param>
/// <param name="Reopened">How many alerts will be sent again.</param>
/// <param name="Resend">Whether those that had arrived are among them.</param>
internal sealed record RewindReport(string Tenant, DateTimeOffset From, DateTimeOffset To, int Reopened, bool Resend);
