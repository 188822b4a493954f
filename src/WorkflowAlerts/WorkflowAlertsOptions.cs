using WorkflowAlerts.Telling;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Detailing;
using WorkflowAlerts.Expecting;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Grouping;
using WorkflowAlerts.Owning;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Rendering;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Routing;

namespace WorkflowAlerts;

/// <summary>The configuration section <c>WorkflowAlerts</c>. Every key can be an environment variable: <c>WorkflowAlerts__Routes__0__To__0</c>.</summary>
public sealed class WorkflowAlertsOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "WorkflowAlerts";

    /// <summary>The Amperity tenants to watch, by tenant id (a sandbox has an id of its own, such as <c>socktown-sb-12345</c>). At least one.</summary>
    public Dictionary<string, TenantOptions> Tenants { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Where messages can go, by a name of your choice: letters, digits and hyphens, at most 60. At least one, at most 200.</summary>
    public Dictionary<string, DestinationOptions> Destinations { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Who gets what. Tried in order; the first match wins unless it says <c>Continue</c>.</summary>
    public List<RouteOptions> Routes { get; set; } = [];

    /// <summary>Destinations of whatever no route matches. At least one, so that nothing is dropped for want of a route.</summary>
    public List<string> DefaultTo { get; set; } = [];

    /// <summary>Destinations the product reports on itself to. Empty: the same as <see cref="DefaultTo"/>.</summary>
    public List<string> Operations { get; set; } = [];

    /// <summary>Whom messages about failures call.</summary>
    public List<OwnerOptions> Owners { get; set; } = [];

    public PollingOptions Polling { get; set; } = new();

    public DeliveryOptions Delivery { get; set; } = new();

    public DigestOptions Digest { get; set; } = new();

    public CascadeOptions Cascade { get; set; } = new();

    public LateOptions Late { get; set; } = new();

    public DetailOptions Details { get; set; } = new();

    public LedgerOptions Ledger { get; set; } = new();

    public CardOptions Cards { get; set; } = new();

    public HeartbeatOptions Heartbeat { get; set; } = new();

    /// <summary>What the section holds that no setting can take, one sentence each. Filled when the section is bound, reported when it is validated.</summary>
    internal IReadOnlyList<string> Unreadable { get; set; } = [];
}
