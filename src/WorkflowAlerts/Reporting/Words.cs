using WorkflowAlerts.Telling;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Reporting;

/// <summary>Says an exception in one line. Storage's own messages go on with headers and bodies; the first line says what happened.</summary>
internal static class Words
{
    private const int Longest = 300;

    public static string Of(Exception exception) => exception is AggregateException { InnerExceptions: [var first, ..] }
        ? Of(first)
        : BoundedText.Shorten(exception.Message.Trim().Split('\n', 2)[0].TrimEnd(), Longest);
}
