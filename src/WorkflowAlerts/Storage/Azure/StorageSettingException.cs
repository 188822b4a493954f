namespace WorkflowAlerts.Storage.Azure;

/// <summary>The storage setting is missing or wrong; the message names it and the mend, and holds no secret.</summary>
public sealed class StorageSettingException(string message) : Exception(message);
