using WorkflowAlerts.Quieting;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Validating;

/// <summary>What must hold of a route's quiet windows.</summary>
internal static class QuietRules
{
    private const int MinutesAWeek = 7 * 24 * 60;

    public static void Check(IReadOnlyList<QuietOptions> windows, string path, Mistakes mistakes)
    {
        // By zone, since only within one do two windows overlap every week or never.
        Dictionary<string, HashSet<int>> taken = [];
        for (int i = 0; i < windows.Count; i++)
        {
            QuietOptions window = windows[i];
            if (!IsWindow(window, $"{path}:{i}", mistakes))
            {
                continue;
            }

            HashSet<int> minutes = taken.TryGetValue(window.Zone, out HashSet<int>? before) ? before : taken[window.Zone] = [];
            int[] own = [.. new QuietWindow(window).Minutes()];
            mistakes.Unless(
                !minutes.Overlaps(own), $"{path}:{i}", "overlaps a window above. Let one begin where the other ends, so that it is plain which Except counts.");
            minutes.UnionWith(own);
        }

        mistakes.Unless(
            taken.Values.All(minutes => minutes.Count < MinutesAWeek), path, "is quiet all week and would never tell anything. Leave some time out, or set Mute to true in place of it.");
    }

    private static bool IsWindow(QuietOptions window, string path, Mistakes mistakes)
    {
        int before = mistakes.Found.Count;
        mistakes.Unless(window.Days.Count > 0, $"{path}:Days", "is empty. Name the days on which the window begins, such as mon-fri.");
        for (int i = 0; i < window.Days.Count; i++)
        {
            mistakes.Unless(QuietText.Days(window.Days[i]) is not null, $"{path}:Days:{i}", "is no day of the week. Give mon, tue, wed, thu, fri, sat or sun, or a span such as mon-fri.");
        }

        TimeSpan? from = QuietText.Time(window.From);
        TimeSpan? to = QuietText.Time(window.To);
        mistakes.Unless(from < TimeSpan.FromDays(1), $"{path}:From", "is no time of day. Give hh:mm from 00:00 to 23:59.");
        mistakes.Unless(to is not null, $"{path}:To", "is no time of day. Give hh:mm from 00:00 to 24:00.");
        mistakes.Unless(from is null || from != to, path, "ends when it begins. For the whole day give From 00:00 and To 24:00.");
        ZoneRules.Check(window.Zone, $"{path}:Zone", mistakes);
        bool isWindow = mistakes.Found.Count == before;
        for (int i = 0; i < window.Except.Count; i++)
        {
            mistakes.Unless(!window.Except[i].ToPattern().IsEmpty, $"{path}:Except:{i}", "has no condition, so it would let everything through. Give Attribution, Outcome, Type, Name or ErrorType.");
            mistakes.Unless(
                window.Except[i].Outcome is null or Outcome.Failed or Outcome.Canceled, $"{path}:Except:{i}:Outcome",
                $"is {window.Except[i].Outcome?.ToString().ToLowerInvariant()}, which nothing can ask for. Give failed or canceled.");
        }

        return isWindow;
    }
}
