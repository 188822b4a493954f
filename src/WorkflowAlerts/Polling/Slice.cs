using WorkflowAlerts.Fetching;
using WorkflowAlerts.Deciding;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Polling;

/// <summary>What Amperity lists for a stretch of time, reduced to what is needed of it.</summary>
internal sealed class Slice(Window window)
{
    // The same few names on every run.
    private readonly Dictionary<WorkflowKey, WorkflowKey> _workflows = [];
    private readonly List<Ending> _endings = [];

    public Window Window { get; private set; } = window;

    /// <summary>The time at Amperity when it answered first, where it said so.</summary>
    public DateTimeOffset? AsOf { get; private set; }

    public int Pages { get; private set; }

    public int Runs { get; private set; }

    public int Malformed { get; private set; }

    /// <summary>When the first of the runs ended.</summary>
    public DateTimeOffset? First { get; private set; }

    /// <summary>How many of the runs call for an alert.</summary>
    public int Alerts { get; private set; }

    public IReadOnlyList<Ending> Endings => _endings;

    public void Add(RunPage page)
    {
        AsOf = page.AsOf < AsOf || AsOf is null ? page.AsOf : AsOf;
        Pages++;
        Runs += page.Runs.Count;
        Malformed += page.Malformed.Count;
        foreach (WorkflowRun run in page.Runs)
        {
            First = run.EndedAt < First || First is null ? run.EndedAt : First;
            Ending ending = Ending.Of(run);
            if (ending.Counts)
            {
                Alerts += ending.Failed is null ? 0 : 1;
                _endings.Add(ending with { Workflow = Shared(ending.Workflow) });
            }
        }
    }

    /// <summary>Takes in the slice that follows.</summary>
    public void Add(Slice next)
    {
        Window = new Window(Window.From, next.Window.To);
        AsOf = next.AsOf < AsOf || AsOf is null ? next.AsOf : AsOf;
        Pages += next.Pages;
        Runs += next.Runs;
        Malformed += next.Malformed;
        Alerts += next.Alerts;
        _endings.AddRange(next._endings);
    }

    /// <summary>The report, with the alerts among them that are new.</summary>
    public PollReport Report(string tenant, Happened fresh)
    {
        int failed = _endings.Count(ending => ending.Failed is { Outcome: Outcome.Failed });
        return new PollReport
        {
            Tenant = tenant, Runs = Runs, Failed = failed, Canceled = Alerts - failed, Malformed = Malformed,
            Queued = fresh.Failed.Count, AlreadySeen = Alerts - fresh.Failed.Count, Recovered = fresh.Ended.DistinctBy(ended => ended.Workflow).Count(),
        };
    }

    private WorkflowKey Shared(WorkflowKey workflow)
    {
        if (_workflows.TryGetValue(workflow, out WorkflowKey known))
        {
            return known;
        }

        _workflows.Add(workflow, workflow);
        return workflow;
    }
}
