namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>A destination.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsTeams">Whether it is Teams, which earns a message each 20 seconds; else Slack, one a second.</param>
internal sealed record SetupChannel(string Name, bool IsTeams)
{
    /// <summary>The time in which one more message is earned.</summary>
    public TimeSpan Interval => TimeSpan.FromSeconds(IsTeams ? 20 : 1);

    public IEnumerable<(string Name, object Value)> Settings() =>
        [("Kind", IsTeams ? "Teams" : "Slack"), ("WebhookUrl", $"https://judge.invalid/{Name}"), ("Weekly:Enabled", false)];

    public override string ToString() => $"{Name} ({(IsTeams ? "Teams" : "Slack")})";
}
