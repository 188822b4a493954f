namespace WorkflowAlerts.Polling;

/// <summary>A tenant that is polled through the queue was not polled for too long.</summary>
public sealed class StalePollException(DateTimeOffset lastSuccess)
    : Exception($"No poll through the queue has succeeded since {lastSuccess:u}. Look at the log of PollTenants; if polls are skipped as too old, allow more instances.");
