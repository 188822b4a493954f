namespace WorkflowAlerts.Cli.Inbox;

/// <summary>The first thing a page hears when it connects.</summary>
/// <param name="Title">What the page shows, in a few words.</param>
/// <param name="About">The same in a sentence or two.</param>
/// <param name="Simulated">Whether the messages were never sent.</param>
/// <param name="Fresh">Whether the page knows nothing of this inbox yet, so that what it shows must go.</param>
/// <param name="Actions">The buttons.</param>
internal sealed record InboxGreeting(string Title, string About, bool Simulated, bool Fresh, IReadOnlyList<InboxButton> Actions);
