namespace WorkflowAlerts.Cli.Inbox;

/// <summary>What an inbox page is for.</summary>
/// <param name="Title">What it shows, in a few words.</param>
/// <param name="About">The same in a sentence or two.</param>
/// <param name="Ended">What it says when its program has ended.</param>
internal sealed record InboxOptions(string Title, string About, string Ended)
{
    /// <summary>The port where a page is looked for first; where it is taken, a free one is used.</summary>
    public const int UsualPort = 7321;

    /// <summary>The port, or null for the usual one.</summary>
    public int? Port { get; init; }

    /// <summary>Whether the messages were never sent.</summary>
    public bool Simulated { get; init; }

    public IReadOnlyList<InboxAction> Actions { get; init; } = [];
}
