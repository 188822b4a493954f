using System.Globalization;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Cli.Operating;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Owning;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Rendering;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Checking;

/// <summary>Asks the product's own router, quiet hours and owners what would become of an alert. Its clock must stand at the alert's time.</summary>
internal sealed class WhatIfTrial(Router router, QuietCalendar calendar, Owners owners, Destinations destinations, IOptions<WorkflowAlertsOptions> options)
{
    private readonly WorkflowAlertsOptions _options = options.Value;

    public WhatIfReport Of(WhatIf what)
    {
        Alert alert = what.Alert;
        RouteDecision decision = router.Route(alert);
        return new WhatIfReport
        {
            At = what.At,
            Tenant = alert.Tenant,
            Outcome = alert.Outcome,
            Attribution = alert.Attribution,
            ManualStop = alert.ManualStop,
            Type = alert.WorkflowType,
            Name = alert.WorkflowName,
            ErrorType = alert.ErrorType,
            Routes = [.. Routes(alert)],
            Muted = decision.Muted,
            Deliveries = [.. decision.To.Select(name => Delivery(destinations[name], alert, decision.Routes.GetValueOrDefault(name)))],
        };
    }

    private IEnumerable<WhatIfRoute> Routes(Alert alert)
    {
        bool ended = false;
        for (int i = 0; i < _options.Routes.Count; i++)
        {
            WhatIfCondition[] conditions = ended
                ? []
                : [.. RouteCondition.Of(_options.Routes[i]).Select(condition => new WhatIfCondition(condition.Setting, condition.Asked, condition.Found(alert), condition.Holds(alert)))];
            bool matches = conditions.All(condition => condition.Holds);
            yield return new WhatIfRoute($"Routes:{i}", ended ? null : matches, conditions);
            ended |= matches && !_options.Routes[i].Continue;
        }
    }

    private WhatIfDelivery Delivery(Destination destination, Alert alert, RouteOptions? route)
    {
        DateTimeOffset? quiet = calendar.QuietUntil(alert, destination.Name, route);

        // The card for what quiet hours kept calls nobody.
        IEnumerable<Mention> mentions = quiet is null ? owners.On(AlertCard.Of(alert, _options.Cards, possibleRepeat: false), alert).Mentions.Where(mention => mention.Chat == destination.Chat.Name) : [];
        return new WhatIfDelivery(
            destination.Name,
            destination.Chat.Name,
            route is null ? null : $"Routes:{_options.Routes.IndexOf(route)}",
            alert.Outcome == Outcome.Failed && route?.Hold > TimeSpan.Zero ? route.Hold : null,
            quiet,
            quiet is { } end ? [.. route!.Quiet.Select(window => window.Zone).Distinct().Select(zone => Local(end, zone))] : [],
            [.. mentions.Select(mention => Printable.Of(mention.Name.Length > 0 ? $"{mention.Name} ({mention.Id})" : mention.Id))]);
    }

    private static string Local(DateTimeOffset time, string zone) =>
        $"{TimeZoneInfo.ConvertTime(time, TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} {zone}";
}
