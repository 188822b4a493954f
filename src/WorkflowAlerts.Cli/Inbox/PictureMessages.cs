namespace WorkflowAlerts.Cli.Inbox;

/// <summary>What a picture draws.</summary>
/// <param name="Captions">Whether each message says where it goes.</param>
/// <param name="Messages">The messages, from top to bottom.</param>
internal sealed record PictureMessages(bool Captions, IReadOnlyList<InboxMessage> Messages);
