namespace WorkflowAlerts.Chats.Teams;

/// <summary>A person in Teams.</summary>
public sealed class TeamsUserOptions
{
    /// <summary>The Entra object id, or the user principal name such as <c>jane@contoso.com</c>. Required.</summary>
    public string Id { get; set; } = "";

    /// <summary>The name to show: letters, digits, spaces and <c>. ' -</c>, at most 80. Required.</summary>
    public string Name { get; set; } = "";
}
