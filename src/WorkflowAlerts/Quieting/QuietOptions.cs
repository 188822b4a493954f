namespace WorkflowAlerts.Quieting;

/// <summary>A time of the week in which a route tells nobody. What happens in it is kept, and told in one card when it is over.</summary>
public sealed class QuietOptions
{
    /// <summary>The days on which the window begins: <c>mon</c>, <c>sat</c> or a span such as <c>mon-fri</c> or <c>fri-mon</c>. At least one.</summary>
    public List<string> Days { get; set; } = [];

    /// <summary>When it begins, local time, as <c>hh:mm</c>: 00:00 to 23:59. A time that the clock skips means the end of the gap. Required.</summary>
    public string From { get; set; } = "";

    /// <summary>
    /// When it ends, local time, as <c>hh:mm</c>: 00:00 to 24:00. Before <see cref="From"/> it is the day after. A time that the clock shows twice means the
    /// second: nobody is woken an hour early. Required.
    /// </summary>
    public string To { get; set; } = "";

    /// <summary>The IANA time zone, such as <c>Europe/Berlin</c>. Default: UTC.</summary>
    public string Zone { get; set; } = "UTC";

    /// <summary>What is told all the same.</summary>
    public List<ExceptOptions> Except { get; set; } = [];
}
