using WorkflowAlerts.Sending;
using WorkflowAlerts.Telling;
using System.Text;
using System.Text.Json.Serialization;
using WorkflowAlerts.Chats;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Inbox;

/// <summary>One message as a destination got it, or, in a simulation, would have got it.</summary>
/// <param name="Destination">The destination's name.</param>
/// <param name="Chat">What it speaks.</param>
/// <param name="Body">The JSON as it was sent.</param>
/// <param name="At">When it arrived.</param>
internal sealed record InboxMessage(string Destination, [property: JsonIgnore] IChat Chat, string Body, DateTimeOffset At)
{
    /// <summary>What the configuration calls the chat.</summary>
    public string Kind => Chat.Name;

    /// <summary>1, 2, 3 … in the order of arrival; part of the message's address on the page. 0 until the inbox has it.</summary>
    public int Id { get; init; }

    /// <summary>When the run it is about ended, where it is about one.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The run it is about, or the product's own id of what it tells; null where that is not known.</summary>
    public string? RunId { get; init; }

    /// <summary>What it tells of; null until that is known.</summary>
    public InboxSubject? Subject { get; init; }

    /// <summary>How its delivery went; null where nothing was sent, or while the answer is not recorded yet.</summary>
    public InboxDelivery? Delivery { get; init; }

    /// <summary>The earlier message of the same run and subject at the same destination, or null.</summary>
    public int? RepeatOf { get; init; }

    /// <summary>What a send brought to a destination.</summary>
    public static InboxMessage Of(Sent sent, IChat chat) => new(sent.Destination, chat, Encoding.UTF8.GetString(sent.Body.Span), sent.Entry.At)
    {
        EndedAt = EndedAtOf(sent.Message),
        RunId = sent.Message.Id,
        Subject = SubjectOf(sent.Message),
        Delivery = new InboxDelivery(
            sent.Entry.State, sent.Entry.Attempts, sent.Entry.Detail, sent.Entry.FirstAt, sent.Entry.MayHaveArrived || sent.Message.PossibleRepeat),
    };

    /// <summary>When the run that a message is about ended, or the last of several; null where it is about none.</summary>
    public static DateTimeOffset? EndedAtOf(Message message) => message is LateRun || message.Concerns.Count == 0 ? null : message.Key.At;

    /// <summary>What a message tells of.</summary>
    public static InboxSubject SubjectOf(Message message) => message switch
    {
        Telling.Digest => InboxSubject.Digest,
        LateRun => InboxSubject.Expectation,
        Recovery => InboxSubject.Recovered,
        FailedRun { ManualStop: true } => InboxSubject.StoppedByHand,
        FailedRun { Outcome: Outcome.Canceled } => InboxSubject.Canceled,
        FailedRun => InboxSubject.Failed,
        _ => InboxSubject.Report,
    };

    public int Bytes => Encoding.UTF8.GetByteCount(Body);

    /// <summary>The most bytes that a message of this kind is made with.</summary>
    public int Limit => Chat.MostBytes;
}
