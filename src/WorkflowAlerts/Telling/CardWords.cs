using System.Globalization;

namespace WorkflowAlerts.Telling;

/// <summary>Words that several cards share.</summary>
internal static class CardWords
{
    public static CardText Duration(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => CardText.Of($"{span.Seconds} s"),
        { TotalHours: < 1 } => CardText.Of($"{span.Minutes} min {span.Seconds} s"),
        { TotalDays: < 1 } => CardText.Of($"{span.Hours} h {span.Minutes} min"),
        _ => CardText.Of($"{span.Days} d {span.Hours} h"),
    };

    /// <summary>The length of a streak. What is not kept is not counted.</summary>
    public static CardText Streak(int count) => count < Telling.Streak.MostCounted ? CardText.Of($"{count}") : CardText.Of($"{count} or more");

    /// <summary>A time in few words, UTC, for lists in which a time in the reader's zone would take too much room.</summary>
    public static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("MMM d, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Foreign texts in a row.</summary>
    public static CardText List(IReadOnlyList<string> foreign) => foreign.Count == 0
        ? CardText.Empty
        : foreign.Skip(1).Aggregate(CardText.Of($"{foreign[0]}"), (list, next) => CardText.Of($"{list}, {next}"));
}
