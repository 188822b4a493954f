using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Validating;

/// <summary>What must hold of the routes and the lists of destinations.</summary>
internal static class RouteRules
{
    public static void Check(WorkflowAlertsOptions options, Mistakes mistakes)
    {
        for (int i = 0; i < options.Routes.Count; i++)
        {
            Check(options.Routes[i], $"Routes:{i}", options, mistakes);
        }

        mistakes.Required(
            options.DefaultTo.Count > 0, "DefaultTo", "is empty. Name at least one destination for what no route matches, so that nothing is dropped.");
        Known(options.DefaultTo, "DefaultTo", options, mistakes);
        Known(options.Operations, "Operations", options, mistakes);
    }

    private static void Check(RouteOptions route, string path, WorkflowAlertsOptions options, Mistakes mistakes)
    {
        Known(route.To, $"{path}:To", options, mistakes);
        TenantRules.CheckGlob(route.Tenant, $"{path}:Tenant", options, mistakes);
        mistakes.Unless(route.Outcome is null or Outcome.Failed or Outcome.Canceled, $"{path}:Outcome", $"is {route.Outcome?.ToString().ToLowerInvariant()}, which no route can ask for. Give failed or canceled.");
        mistakes.Unless(route.Mute || route.To.Count > 0 || mistakes.IsUnreadable($"{path}:To") || mistakes.IsUnreadable($"{path}:Mute"), path, "has no To. Name its destinations, or set Mute to true to tell nobody.");
        mistakes.Unless(!route.Mute || route.To.Count == 0, path, "has both To and Mute. Keep one.");
        mistakes.Unless(!(route.Mute && route.Continue), path, "has both Mute and Continue, which would mute nothing. Keep one.");
        mistakes.Range(route.Hold, TimeSpan.Zero, TimeSpan.FromDays(1), $"{path}:Hold");
        mistakes.Unless(
            !route.Mute || (route is { Hold.Ticks: 0, Late: false, Quiet.Count: 0 }), path, "has Mute, so Hold, Quiet and Late would do nothing. Remove them, or Mute.");
        mistakes.Unless(
            route.Recovered || route.Hold == TimeSpan.Zero, path, "has Hold, but Recovered is false: when a rerun works, nobody would ever hear of the failure. Remove one.");
        QuietRules.Check(route.Quiet, $"{path}:Quiet", mistakes);
        mistakes.Unless(
            !(route.ManualStop == true && route.Attribution is Attribution.Customer or Attribution.Platform), path,
            "can never match: a manual stop has no attribution. Remove Attribution or ManualStop.");
    }

    private static void Known(List<string> names, string path, WorkflowAlertsOptions options, Mistakes mistakes)
    {
        for (int i = 0; i < names.Count; i++)
        {
            mistakes.Unless(
                options.Destinations.ContainsKey(names[i]) || mistakes.IsUnreadable($"Destinations:{names[i]}"), $"{path}:{i}",
                $"names {Shown(names[i])}, which does not exist. Destinations has {Listed(options.Destinations.Keys)}.");
        }
    }

    private static string Listed(IEnumerable<string> names)
    {
        string listed = string.Join(", ", names.Where(DestinationRules.IsName).Order(StringComparer.Ordinal));
        return listed.Length == 0 ? "none" : listed;
    }

    // What is no name can be the webhook's address itself, which is a secret.
    private static string Shown(string name) => DestinationRules.IsName(name) ? $"the destination \"{name}\"" : "a destination";
}
