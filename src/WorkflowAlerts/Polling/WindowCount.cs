using WorkflowAlerts.Fetching;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Polling;

/// <summary>Counts what the pages of one window bring, several pages at once.</summary>
internal sealed class WindowCount
{
    private readonly Lock _lock = new();
    private PollReport _report = new() { Tenant = "" };

    /// <summary>The time at Amperity when it answered first, where it said so.</summary>
    public DateTimeOffset? AsOf { get; private set; }

    public void Add(RunPage page, IReadOnlyCollection<Alert> alerts, int queued)
    {
        lock (_lock)
        {
            AsOf = page.AsOf < AsOf || AsOf is null ? page.AsOf : AsOf;
            _report = _report.Plus(new PollReport
            {
                Tenant = "",
                Runs = page.Runs.Count,
                Failed = alerts.Count(alert => alert.Outcome == Outcome.Failed),
                Canceled = alerts.Count(alert => alert.Outcome == Outcome.Canceled),
                Queued = queued,
                AlreadySeen = alerts.Count - queued,
                Malformed = page.Malformed.Count,
            });
        }
    }

    public PollReport Report(string tenant) => _report with { Tenant = tenant };
}
