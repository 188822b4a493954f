namespace WorkflowAlerts.Cli.Inbox;

/// <summary>A button on the page.</summary>
/// <param name="Name">What the page calls it by; also the name by which <see cref="InboxState.On"/> tells that it is switched on.</param>
/// <param name="Group">The heading it stands under.</param>
/// <param name="Label">What it does, in a few words.</param>
/// <param name="Help">What it does, in a sentence.</param>
/// <param name="Switch">Whether it is switched on and off.</param>
/// <param name="Do">Does it, and tells what was done in a sentence.</param>
internal sealed record InboxAction(string Name, string Group, string Label, string Help, bool Switch, Func<CancellationToken, Task<string>> Do);
