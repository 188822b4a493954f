using WorkflowAlerts.Matching;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Routing;

/// <summary>One rule of who gets what. Every condition that is set must hold; unset ones match everything.</summary>
public sealed class RouteOptions
{
    /// <summary>Who has to act: <c>customer</c>, <c>platform</c> or <c>none</c>. A manual stop counts as <c>none</c>, whatever Amperity says.</summary>
    public Attribution? Attribution { get; set; }

    /// <summary><c>failed</c> or <c>canceled</c>.</summary>
    public Outcome? Outcome { get; set; }

    /// <summary>A glob for the tenant id: <c>*</c> stands for any text, <c>?</c> for one character; case does not matter.</summary>
    public string? Tenant { get; set; }

    /// <summary>A glob for the workflow type, for example <c>courier.*</c>.</summary>
    public string? Type { get; set; }

    /// <summary>A glob for the workflow name.</summary>
    public string? Name { get; set; }

    /// <summary>A glob for the error type, for example <c>amperity.workflow.task.stitch/*</c>.</summary>
    public string? ErrorType { get; set; }

    /// <summary><c>true</c>: only runs stopped by hand; <c>false</c>: only others.</summary>
    public bool? ManualStop { get; set; }

    /// <summary>The destinations. Required, unless <see cref="Mute"/> is set.</summary>
    public List<string> To { get; set; } = [];

    /// <summary>Whether matching alerts are told to nobody. They are still recorded. Default: false.</summary>
    public bool Mute { get; set; }

    /// <summary>
    /// How long a failed run is held back in the hope that a rerun works; then one message tells of both. Default: zero, tell at once. Range: 0 to 1 day.
    /// </summary>
    public TimeSpan Hold { get; set; }

    /// <summary>Times of the week in which nobody is told. What happens in them is kept, and told in one card when they are over.</summary>
    public List<QuietOptions> Quiet { get; set; } = [];

    /// <summary>
    /// Whether the destinations also hear of runs that take longer than usual, did not start when they usually do, or fail while they go on. Of the
    /// conditions only tenant, type and name count for these. Default: false.
    /// </summary>
    public bool Late { get; set; }

    /// <summary>Whether the destinations hear when a workflow whose failure this route told works again. Default: true.</summary>
    public bool Recovered { get; set; } = true;

    /// <summary>Whether the routes below are tried as well. Default: false.</summary>
    public bool Continue { get; set; }

    /// <summary>The conditions.</summary>
    public Pattern ToPattern() => new()
    {
        Attribution = Attribution, Outcome = Outcome, ManualStop = ManualStop, Tenant = Tenant, Type = Type, Name = Name, ErrorType = ErrorType,
    };
}
