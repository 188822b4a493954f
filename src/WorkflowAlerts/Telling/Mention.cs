using WorkflowAlerts.Delivery;

namespace WorkflowAlerts.Telling;

/// <summary>A person or group that a message calls. It comes from the configuration, never from anybody else's text.</summary>
/// <param name="Kind">The platform on which it is known.</param>
/// <param name="Id">Its id there.</param>
/// <param name="Name">Its name, where the platform shows the one it is given.</param>
public sealed record Mention(DestinationKind Kind, string Id, string Name = "");
