using WorkflowAlerts.Deciding;
namespace WorkflowAlerts.Cli.Operating;

/// <summary>What a destination did with the alerts of the last 24 hours.</summary>
internal sealed record DestinationStatus(string Destination, string Kind, int Delivered, int Waiting, int Refused, int GaveUp, DateTimeOffset? LastAt, string? LastAnswer);
