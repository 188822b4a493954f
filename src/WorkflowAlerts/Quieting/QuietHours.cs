using WorkflowAlerts.Matching;

namespace WorkflowAlerts.Quieting;

/// <summary>The quiet windows of one route, as one calendar.</summary>
public sealed class QuietHours(IEnumerable<QuietOptions> windows)
{
    /// <summary>The farthest end that is named: what is longer begins anew then.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private readonly QuietWindow[] _windows = [.. windows.Select(window => new QuietWindow(window))];

    /// <summary>
    /// When the quiet is really over, where it is quiet now: windows that touch or overlap count as one. At most <see cref="Longest"/> ahead. Null where it
    /// is not quiet.
    /// </summary>
    public DateTimeOffset? EndIfQuiet(DateTimeOffset now) => EndIfQuiet(now, _windows);

    /// <summary>The same for what happened: windows that let it through do not count.</summary>
    public DateTimeOffset? EndIfQuiet(DateTimeOffset now, Concern concern) => EndIfQuiet(now, [.. _windows.Where(window => !window.Excepts(concern))]);

    private static DateTimeOffset? EndIfQuiet(DateTimeOffset now, QuietWindow[] windows)
    {
        DateTimeOffset end = now;
        while (end < now + Longest && windows.Max(window => window.EndAt(end)) is { } further)
        {
            end = further;
        }

        return end == now ? null : end < now + Longest ? end : now + Longest;
    }
}
