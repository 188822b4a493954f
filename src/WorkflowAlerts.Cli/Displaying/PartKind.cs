using WorkflowAlerts.Telling;
namespace WorkflowAlerts.Cli.Displaying;

/// <summary>What a part of a message is to its reader.</summary>
internal enum PartKind
{
    /// <summary>A paragraph.</summary>
    Text,

    /// <summary>Somebody else's words, such as an error message.</summary>
    Quote,

    /// <summary>Something to know before acting.</summary>
    Note,

    /// <summary>A label and its value.</summary>
    Fact,

    /// <summary>Where to go on reading: a label and an address.</summary>
    Link,
}
