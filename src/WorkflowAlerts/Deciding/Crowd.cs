using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Deciding;

/// <summary>All that is decided on together: what is new at a tenant, and what waits there.</summary>
internal sealed class Crowd
{
    private readonly List<Addressed> _all = [];
    private readonly Dictionary<(MessageKey Key, string Destination), Addressed> _byKey = [];
    private readonly Dictionary<(WorkflowKey Workflow, string Destination), List<Addressed>> _failures = [];

    public Crowd(IEnumerable<WaitingMessage> waiting)
    {
        foreach (WaitingMessage one in waiting)
        {
            Add(new Addressed(one.Message, one.Destination) { IsNew = false, Wait = one.Wait, Waited = one, Since = one.Since });
        }
    }

    public IReadOnlyList<Addressed> All => _all;

    /// <summary>
    /// Takes in a message that is new. A process that ended half way may have kept it before: then it waits as it was decided then.
    /// </summary>
    public void Add(Message message, string destination, Wait? wait, DateTimeOffset? since = null)
    {
        WaitingMessage? waited = Find(message.Key, destination)?.Waited;
        if (waited is not null)
        {
            _all.RemoveAll(one => one.Waited == waited);
        }

        Add(new Addressed(message, destination) { Wait = waited?.Wait ?? wait, Waited = waited, Since = waited?.Since ?? since });
    }

    public Addressed? Find(MessageKey key, string destination) => _byKey.GetValueOrDefault((key, destination.ToLowerInvariant()));

    /// <summary>The failures of the same workflow that are held back and ended before one.</summary>
    public IEnumerable<Addressed> HeldBefore(FailedRun run, string destination) =>
        Failures(run.Workflow, destination).Where(one => one.IsHeld && one.Message.Key.At < run.Key.At);

    /// <summary>Whether the destination is told now that the workflow has failed again since its end: that says enough.</summary>
    public bool TellsLater(EndedIncident ended, string destination) =>
        Failures(ended.Workflow, destination).Any(one => one.Wait is null && one.Message.Key.At > ended.WorkedAt);

    private void Add(Addressed one)
    {
        _all.Add(one);
        _byKey[(one.Message.Key, one.Destination.ToLowerInvariant())] = one;
        if (one.Message is FailedRun run)
        {
            (WorkflowKey, string) key = (run.Workflow, one.Destination.ToLowerInvariant());
            (_failures.TryGetValue(key, out List<Addressed>? failures) ? failures : _failures[key] = []).Add(one);
        }
    }

    private List<Addressed> Failures(WorkflowKey workflow, string destination) => _failures.GetValueOrDefault((workflow, destination.ToLowerInvariant())) ?? [];
}
