namespace WorkflowAlerts.Expecting;

/// <summary>When a run counts as late. Only asked where a route has <c>Late</c>.</summary>
public sealed class LateOptions
{
    /// <summary>How long after its usual end or start a run counts as late. Default: 30 minutes. Range: 1 minute to 6 hours.</summary>
    public TimeSpan Margin { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The IANA time zone in which the workflows' schedules are written in Amperity, such as <c>Europe/Berlin</c>. Default: UTC.</summary>
    public string Zone { get; set; } = "UTC";
}
