using System.Globalization;
using System.Text.RegularExpressions;

namespace WorkflowAlerts.Fetching;

/// <summary>
/// Dates as Amperity writes them: ISO 8601, in UTC unless an offset says otherwise, possibly partial.
/// The framework alone would also take "12:00" for a time of today.
/// </summary>
internal static partial class IsoDate
{
    /// <summary>The date in UTC, or null where the text is none.</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return text is not null && Shape().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, utc, out DateTimeOffset date)
            ? date
            : null;
    }

    /// <summary>The form in which Amperity is asked: UTC with milliseconds.</summary>
    public static string Format(DateTimeOffset date) =>
        date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,12})?)?([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)?)?\z")]
    private static partial Regex Shape();
}
