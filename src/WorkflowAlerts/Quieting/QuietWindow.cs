using WorkflowAlerts.Matching;
using WorkflowAlerts.Timing;

namespace WorkflowAlerts.Quieting;

/// <summary>One window of the week, as the configuration gives it. On each of its days it lasts from one time on the wall clock to another.</summary>
public sealed class QuietWindow
{
    private readonly Pattern[] _excepts;
    private readonly HashSet<DayOfWeek> _days;
    private readonly TimeSpan _from;
    private readonly TimeSpan _to;
    private readonly TimeZoneInfo _zone;

    /// <exception cref="ArgumentException">The options are not valid; the validation at the start says so in words.</exception>
    public QuietWindow(QuietOptions options)
    {
        _excepts = [.. options.Except.Select(except => except.ToPattern())];
        _days = [.. options.Days.SelectMany(days => QuietText.Days(days) ?? throw new ArgumentException($"{days} is no day.", nameof(options)))];
        _from = QuietText.Time(options.From) ?? throw new ArgumentException($"{options.From} is no time.", nameof(options));
        _to = QuietText.Time(options.To) ?? throw new ArgumentException($"{options.To} is no time.", nameof(options));
        _zone = Zone.Find(options.Zone) ?? throw new ArgumentException($"{options.Zone} is no time zone.", nameof(options));
    }

    /// <summary>When it is over, where it is on at a time; null where it is not. Whoever asks about the end goes on with the windows that follow at once.</summary>
    internal DateTimeOffset? EndAt(DateTimeOffset at)
    {
        // The window that began yesterday may still be on. Where the clock skips a whole day, it may be the one of the day before.
        DateTime today = _zone.Local(at).Date;
        return Enumerable.Range(-2, 3)
            .Select(day => today.AddDays(day))
            .Where(day => _days.Contains(day.DayOfWeek) && _zone.First(day + _from) <= at)
            .Select(day => (DateTimeOffset?)_zone.Last(day + _to + (_to < _from ? TimeSpan.FromDays(1) : TimeSpan.Zero)))
            .Where(end => end > at)
            .Max();
    }

    /// <summary>Whether the window lets something through.</summary>
    internal bool Excepts(Concern concern) => _excepts.Any(pattern => pattern.Matches(concern));

    /// <summary>The minutes of an ordinary week, Sunday 00:00 first, that are in the window.</summary>
    internal IEnumerable<int> Minutes()
    {
        int length = (int)(_to - _from).TotalMinutes + (_to < _from ? MinutesADay : 0);
        return _days.SelectMany(day => Enumerable.Range(((int)day * MinutesADay) + (int)_from.TotalMinutes, length)).Select(minute => minute % (7 * MinutesADay));
    }

    private const int MinutesADay = 24 * 60;
}
