using WorkflowAlerts.Telling;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Checking;

/// <summary>
/// Finds routes that no alert can reach, because those above take all that they ask for. What it says is certain; what it cannot decide it does not say.
/// </summary>
internal static class RouteReach
{
    /// <summary>A warning for each such route.</summary>
    public static IEnumerable<CheckResult> Check(WorkflowAlertsOptions options) => Unreachable(options).Select(route => CheckResult.Warning(
        $"Routes:{route.Index}",
        $"matches no run: {string.Join(", ", route.By.Select(by => $"Routes:{by}"))} {(route.By.Count == 1 ? "takes" : "take")} all that it asks for; "
        + (options.Routes[route.Index].Late ? "only its Late does anything" : "move it up, or remove it")));

    /// <summary>The routes that get nothing, each with those above that leave nothing to it.</summary>
    internal static IEnumerable<(int Index, IReadOnlyList<int> By)> Unreachable(WorkflowAlertsOptions options)
    {
        FailedRun[] kinds = [.. Kinds(options.Tenants.Keys)];
        HashSet<int>[] asks = [.. options.Routes.Select(route => AskedFor(route, kinds))];
        for (int i = 0; i < options.Routes.Count; i++)
        {
            RouteOptions route = options.Routes[i];
            int[] above = [.. Enumerable.Range(0, i).Where(j => !options.Routes[j].Continue && IncludesText(options.Routes[j], route))];

            // One route that takes all is easier to look at than several that do so together.
            int alone = above.FirstOrDefault(j => asks[i].IsSubsetOf(asks[j]), -1);
            int[] takers = [.. asks[i].Select(kind => alone >= 0 ? alone : above.FirstOrDefault(j => asks[j].Contains(kind), -1)).Distinct()];
            if (takers.Length > 0 && !takers.Contains(-1))
            {
                yield return (i, [.. takers.Order()]);
            }
        }
    }

    // All that alerts differ in besides free text. A manual stop has no attribution.
    private static IEnumerable<FailedRun> Kinds(IEnumerable<string> tenants) =>
        from tenant in tenants
        from outcome in new[] { Outcome.Failed, Outcome.Canceled }
        from kind in new[] { (Attribution.None, true), (Attribution.None, false), (Attribution.Customer, false), (Attribution.Platform, false) }
        select new FailedRun { Tenant = tenant, Id = "any", Outcome = outcome, Attribution = kind.Item1, ManualStop = kind.Item2 };

    private static bool IncludesText(RouteOptions above, RouteOptions route) =>
        Includes(above.Type, route.Type) && Includes(above.Name, route.Name) && Includes(above.ErrorType, route.ErrorType);

    private static HashSet<int> AskedFor(RouteOptions route, FailedRun[] kinds)
    {
        IReadOnlyList<RouteCondition> conditions = RouteCondition.Of(new RouteOptions { Attribution = route.Attribution, Outcome = route.Outcome, ManualStop = route.ManualStop, Tenant = route.Tenant });
        return [.. Enumerable.Range(0, kinds.Length).Where(kind => conditions.All(condition => condition.Holds(kinds[kind])))];
    }

    /// <summary>Whether a glob certainly matches all that another matches.</summary>
    internal static bool Includes(string? wide, string? narrow)
    {
        if (string.IsNullOrEmpty(wide))
        {
            return true;
        }

        string text = string.IsNullOrEmpty(narrow) ? "*" : narrow;

        // From the ends: whether what follows in the one includes what follows in the other.
        bool[,] rest = new bool[wide.Length + 1, text.Length + 1];
        rest[wide.Length, text.Length] = true;
        for (int w = wide.Length - 1; w >= 0; w--)
        {
            for (int t = text.Length; t >= 0; t--)
            {
                rest[w, t] = wide[w] == '*'
                    ? rest[w + 1, t] || (t < text.Length && rest[w, t + 1])
                    : t < text.Length && IncludesOne(wide[w], text[t]) && rest[w + 1, t + 1];
            }
        }

        return rest[0, 0];
    }

    // A star can be none or many characters, so no question mark includes it.
    private static bool IncludesOne(char wide, char narrow) => narrow != '*' && (wide == '?' || char.ToUpperInvariant(wide) == char.ToUpperInvariant(narrow));
}
