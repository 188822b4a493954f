using WorkflowAlerts.Matching;
using WorkflowAlerts.Telling;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Cli.Operating;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Checking;

/// <summary>One condition of a route, by itself.</summary>
/// <param name="Setting">Its name in the configuration.</param>
/// <param name="Asked">What it asks for, as it is written there.</param>
/// <param name="Words">The same as part of a sentence.</param>
/// <param name="Found">What an alert has there.</param>
/// <param name="Alone">A route with this condition and no other.</param>
internal sealed record RouteCondition(string Setting, string Asked, string Words, Func<FailedRun, string> Found, RouteOptions Alone)
{
    /// <summary>The conditions that a route has, in the order of the documentation. None: it matches everything.</summary>
    public static IReadOnlyList<RouteCondition> Of(RouteOptions route) =>
    [
        .. One(route.Attribution is not null, nameof(route.Attribution), Lower(route.Attribution), $"attribution {Lower(route.Attribution)}", alert => Lower(alert.Attribution), new() { Attribution = route.Attribution }),
        .. One(route.Outcome is not null, nameof(route.Outcome), Lower(route.Outcome), Lower(route.Outcome), alert => Lower(alert.Outcome), new() { Outcome = route.Outcome }),
        .. One(
            route.ManualStop is not null, nameof(route.ManualStop), Lower(route.ManualStop), route.ManualStop == true ? "stopped by hand" : "not stopped by hand", alert => Lower(alert.ManualStop),
            new() { ManualStop = route.ManualStop }),
        .. Glob(nameof(route.Tenant), route.Tenant, "tenant", alert => alert.Tenant, new() { Tenant = route.Tenant }),
        .. Glob(nameof(route.Type), route.Type, "type", alert => alert.WorkflowType, new() { Type = route.Type }),
        .. Glob(nameof(route.Name), route.Name, "name", alert => alert.WorkflowName, new() { Name = route.Name }),
        .. Glob(nameof(route.ErrorType), route.ErrorType, "error type", alert => alert.ErrorType, new() { ErrorType = route.ErrorType }),
    ];

    /// <summary>All conditions of a route in words.</summary>
    public static string WordsOf(RouteOptions route) => Of(route) is { Count: > 0 } conditions ? string.Join(", ", conditions.Select(condition => condition.Words)) : "everything";

    /// <summary>Whether it holds of an alert. The product's own pattern decides, so that this never says anything else than what happens.</summary>
    public bool Holds(FailedRun alert) => Alone.ToPattern().Matches(alert.Concern);

    private static IEnumerable<RouteCondition> Glob(string setting, string? glob, string noun, Func<FailedRun, string> found, RouteOptions alone) =>
        One(!string.IsNullOrEmpty(glob), setting, Quoted(glob), $"{noun} {Quoted(glob)}", alert => Quoted(found(alert)), alone);

    private static IEnumerable<RouteCondition> One(bool isSet, string setting, string asked, string words, Func<FailedRun, string> found, RouteOptions alone)
    {
        alone.To = ["whoever"];
        return isSet ? [new RouteCondition(setting, asked, words, found, alone)] : [];
    }

    private static string Quoted(string? text) => $"\"{Printable.Of(text ?? "")}\"";

    private static string Lower(object? value) => value?.ToString()?.ToLowerInvariant() ?? "";
}
