using WorkflowAlerts.Cli.Operating;

namespace WorkflowAlerts.Cli.Checking;

/// <summary>What would become of an alert, for people.</summary>
internal static class WhatIfText
{
    public static IEnumerable<string> Lines(WhatIfReport report) =>
    [
        $"What if, at {Printable.Of(report.At)}, a run {(report.ManualStop ? "is stopped by hand" : "ends")} with",
        $"  outcome {Word(report.Outcome)}, attribution {Word(report.Attribution)}, tenant {Quoted(report.Tenant)}, type {Quoted(report.Type)}, name {Quoted(report.Name)}, error type {Quoted(report.ErrorType)}",
        "",
        .. report.Routes.SelectMany(Lines),
        "",
        .. report.Muted ? [$"Nobody is told: {report.Routes.Last(route => route.Matches == true).Route} mutes it. It is recorded all the same."] : report.Deliveries.SelectMany(Lines),
        "Mutes, which are in storage, and what a poll puts together (digests, cascades) are not looked at.",
    ];

    private static IEnumerable<string> Lines(WhatIfRoute route) =>
    [
        route.Matches switch
        {
            null => $"{route.Route} is not tried: a route above has it.",
            true => $"{route.Route} matches{(route.Conditions.Count == 0 ? ": it asks for nothing" : "")}.",
            false => $"{route.Route} does not match.",
        },
        .. route.Conditions.Select(condition => $"  {(condition.Holds ? "yes" : "no "),-3}  {condition.Setting}: asks for {condition.Asked}, has {condition.Found}"),
    ];

    private static IEnumerable<string> Lines(WhatIfDelivery delivery)
    {
        yield return $"{delivery.Destination} ({delivery.Kind}) is told, by {delivery.Route ?? "DefaultTo, since no route matches"}.";
        yield return (delivery.QuietUntil, delivery.Hold) switch
        {
            ({ } quiet, _) => $"  When: after its quiet hours, at {string.Join(" = ", delivery.QuietUntilLocal)} ({Printable.Of(quiet)}), on one card with what else they kept.",
            (null, { } hold) => $"  When: held for {Printable.Exactly(hold)}, if it is the first failure in a row; then with the rerun that worked, or as it is.",
            _ => "  When: at once.",
        };
        yield return delivery.Mentions.Count > 0 ? $"  Calls: {string.Join(", ", delivery.Mentions)}." : "  Calls: nobody.";
    }

    private static string Quoted(string text) => $"\"{Printable.Of(text)}\"";

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
