namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>Who has to hear of a run, by the settings: the first route that matches, those it continues to, or the default.</summary>
internal static class RouteReader
{
    /// <summary>The destinations, each with the route that named it first; the default's have none. Empty: a route mutes it.</summary>
    public static IReadOnlyDictionary<string, SetupRoute?> Read(Setup setup, PastRun run)
    {
        Dictionary<string, SetupRoute?> named = [];
        bool matched = false;
        foreach (SetupRoute route in setup.Routes.Where(route => Matches(route, run)))
        {
            matched = true;
            foreach (string to in route.To)
            {
                named.TryAdd(to, route);
            }

            if (!route.Continue)
            {
                break;
            }
        }

        return matched ? named : setup.DefaultTo.ToDictionary(to => to, _ => (SetupRoute?)null);
    }

    public static bool Matches(SetupExcept except, PastRun run) =>
        Is(except.Attribution, AttributionOf(run)) && Is(except.Outcome, run.Outcome) && Wildcards.Match(except.Type, run.Type)
            && Wildcards.Match(except.Name, run.Name);

    private static bool Matches(SetupRoute route, PastRun run) =>
        Is(route.Attribution, AttributionOf(run)) && Is(route.Outcome, run.Outcome)
            && (route.ManualStop is not { } stop || stop == (run.How == RunEnding.Stopped))
        && Wildcards.Match(route.Tenant, run.Tenant) && Wildcards.Match(route.Type, run.Type) && Wildcards.Match(route.Name, run.Name);

    // A manual stop is nobody's error.
    private static string AttributionOf(PastRun run) => run.How == RunEnding.Stopped ? "none" : run.Attribution;

    private static bool Is(string? wanted, string value) => wanted is null || wanted == value;
}
