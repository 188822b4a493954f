using WorkflowAlerts.Chats.Teams;

namespace WorkflowAlerts.Chats;

public partial class CalledOptions
{
    /// <summary>Teams users.</summary>
    public List<TeamsUserOptions> Teams { get; set; } = [];
}
