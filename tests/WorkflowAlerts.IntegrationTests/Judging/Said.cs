using System.Globalization;

namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>Times in the words of the stories.</summary>
internal static class Said
{
    public static string At(DateTimeOffset time) => time.UtcDateTime.ToString("ddd HH:mm:ss", CultureInfo.InvariantCulture);
}
