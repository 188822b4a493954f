namespace WorkflowAlerts.Chats;

public partial class CalledOptions
{
    /// <summary>Slack users (<c>U012AB3CD</c>) and user groups (<c>S012AB3CD</c>), by id: Slack mentions no names.</summary>
    public List<string> Slack { get; set; } = [];
}
