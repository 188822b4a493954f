using WorkflowAlerts.Fetching;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Polling;

/// <summary>Counts what the pages of one window bring.</summary>
internal sealed class WindowCount
{
    private PollReport _report = new() { Tenant = "" };

    /// <summary>The time at Amperity when it answered first, where it said so.</summary>
    public DateTimeOffset? AsOf { get; private set; }

    public void Add(RunPage page, IReadOnlyCollection<Alert> alerts)
    {
        AsOf = page.AsOf < AsOf || AsOf is null ? page.AsOf : AsOf;
        _report = _report.Plus(new PollReport
        {
            Tenant = "",
            Runs = page.Runs.Count,
            Failed = alerts.Count(alert => alert.Outcome == Outcome.Failed),
            Canceled = alerts.Count(alert => alert.Outcome == Outcome.Canceled),
            Malformed = page.Malformed.Count,
        });
    }

    /// <summary>The report, with the alerts among them that are new.</summary>
    public PollReport Report(string tenant, IReadOnlyCollection<Alert> fresh)
    {
        int queued = fresh.Count(alert => alert.Recovery is null);
        return _report with { Tenant = tenant, Queued = queued, AlreadySeen = _report.Failed + _report.Canceled - queued, Recovered = fresh.Count - queued };
    }
}
