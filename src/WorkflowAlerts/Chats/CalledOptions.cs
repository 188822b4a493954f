namespace WorkflowAlerts.Chats;

/// <summary>Whom a message calls. Each chat adds its own people and groups, in its own folder.</summary>
public partial class CalledOptions;
