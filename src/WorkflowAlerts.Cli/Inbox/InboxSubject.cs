using WorkflowAlerts.Telling;
using System.Text.Json.Serialization;

namespace WorkflowAlerts.Cli.Inbox;

/// <summary>What a message tells of: the page can show one kind alone.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InboxSubject>))]
internal enum InboxSubject
{
    Failed,
    Canceled,
    StoppedByHand,
    Recovered,
    Digest,
    Expectation,

    /// <summary>Workflow Alerts itself.</summary>
    Report,
}
