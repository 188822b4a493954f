namespace WorkflowAlerts.Cli.Inbox;

/// <summary>How a destination stands since the start of the program.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it speaks.</param>
/// <param name="Delivered">Messages it took.</param>
/// <param name="Again">Sends that have to be made again.</param>
/// <param name="Refused">Messages it refused for good, or that were given up.</param>
/// <param name="Trouble">What is wrong with it, or null.</param>
internal sealed record InboxDestination(string Name, string Kind, int Delivered, int Again, int Refused, string? Trouble = null);
