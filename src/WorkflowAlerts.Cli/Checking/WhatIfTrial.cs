using WorkflowAlerts.Deciding;
using WorkflowAlerts.Telling;
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
internal sealed class WhatIfTrial(Router router, Restraints restraints, Owners owners, Destinations destinations, IOptions<WorkflowAlertsOptions> options)
{
    private readonly WorkflowAlertsOptions _options = options.Value;

    public async Task<WhatIfReport> Of(WhatIf what, CancellationToken cancellationToken)
    {
        FailedRun alert = what.Run;
        RouteDecision decision = router.Route(alert.Concern);
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
            Deliveries = await Task.WhenAll(
                decision.To.Select(name => Delivery(destinations[name], alert, decision.Routes.GetValueOrDefault(name), cancellationToken))),
        };
    }

    private IEnumerable<WhatIfRoute> Routes(FailedRun alert)
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

    private async Task<WhatIfDelivery> Delivery(Destination destination, FailedRun alert, RouteOptions? route, CancellationToken cancellationToken)
    {
        DateTimeOffset? quiet = (await restraints.QuietHours(alert.Concern, destination.Name, cancellationToken))?.Until;

        // The card for what quiet hours kept calls nobody.
        IEnumerable<Mention> mentions = quiet is null ? owners.On(alert.Card(new CardSetting(_options.Cards)), alert).Mentions.Where(mention => mention.Chat == destination.Chat.Name) : [];
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
