using System.Text.RegularExpressions;

namespace WorkflowAlerts.IntegrationTests.Proving;

/// <summary>One step at which the product touches the world outside: a kind of request, without what differs from one to the next.</summary>
internal static partial class Boundary
{
    /// <summary>A name such as "table PUT Deliveries row" or "queue DELETE alerts message".</summary>
    public static string Of(string edge, string method, string path) => edge switch
    {
        "table" when path.EndsWith("/$batch", StringComparison.Ordinal) => "table POST batch",
        "table" when Row().Match(path) is { Success: true } row => $"table {method} {row.Groups[1].Value} row",
        "table" or "queue" when Name().Match(path) is { Success: true } name => $"{edge} {method} {name.Groups[1].Value}{(path.Contains("/messages", StringComparison.Ordinal) ? " message" : "")}",
        "amperity" => $"amperity {method} {(path.Contains("oauth2", StringComparison.Ordinal) ? "token" : "runs")}",
        _ => $"{edge} {method}",
    };

    [GeneratedRegex(@"/(\w+)\(PartitionKey=", RegexOptions.CultureInvariant)]
    private static partial Regex Row();

    [GeneratedRegex(@"^/devstoreaccount1/([A-Za-z-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
