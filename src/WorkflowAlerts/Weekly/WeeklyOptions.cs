namespace WorkflowAlerts.Weekly;

/// <summary>When a destination gets its weekly card.</summary>
public sealed class WeeklyOptions
{
    /// <summary>Whether it gets one. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The day of the week: <c>mon</c> to <c>sun</c>. Default: mon.</summary>
    public string Day { get; set; } = "mon";

    /// <summary>The time of day, local, as <c>hh:mm</c>. Default: 08:00.</summary>
    public string Time { get; set; } = "08:00";

    /// <summary>The IANA time zone, such as <c>Europe/Berlin</c>. Default: UTC.</summary>
    public string Zone { get; set; } = "UTC";
}
