using System.Globalization;

namespace WorkflowAlerts.Simulation;

/// <summary>Dates as Amperity takes them in filters: ISO 8601 UTC, whole or cut off after any part.</summary>
internal static class PartialDate
{
    private static readonly string[] Forms =
    [
        "yyyy", "yyyy-MM", "yyyy-MM-dd", "yyyy-MM-dd'T'HH", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
    ];

    public static bool TryParse(string text, out DateTimeOffset date) =>
        DateTimeOffset.TryParseExact(
            text.EndsWith('Z') ? text[..^1] : text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out date);
}
