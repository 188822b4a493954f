namespace WorkflowAlerts.Cli;

/// <summary>Something the person at the keyboard can mend; the message says what and how. Exit code 2.</summary>
internal sealed class UsageException(string message, Exception? innerException = null) : Exception(message, innerException);
