using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Quieting;

/// <summary>The quiet hours of all routes.</summary>
public sealed class QuietCalendar(IOptions<WorkflowAlertsOptions> options, TimeProvider time)
{
    private readonly ConditionalWeakTable<RouteOptions, QuietHours> _quietHours = [];

    /// <summary>When the quiet hours of a destination are over for an alert; null where it is not quiet now.</summary>
    public DateTimeOffset? QuietUntil(Alert alert, string destination, RouteOptions? route)
    {
        if (alert.Digest is { ComesThrough: true })
        {
            return null;
        }

        // What stands for several runs, or for none that failed, has no route of its own.
        IEnumerable<RouteOptions> routes = alert is { Digest: null, Recovery: null }
            ? route is null ? [] : [route]
            : options.Value.Routes.Where(one => one.To.Contains(destination, StringComparer.OrdinalIgnoreCase));
        DateTimeOffset now = time.GetUtcNow();
        return routes.Where(one => one.Quiet.Count > 0).Max(one => _quietHours.GetValue(one, key => new QuietHours(key.Quiet)).EndIfQuiet(now, alert));
    }
}
