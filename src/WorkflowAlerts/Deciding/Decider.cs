using WorkflowAlerts.Matching;
using WorkflowAlerts.Grouping;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Telling;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Deciding;

/// <summary>
/// Decides who is told what, and when: Route → Restrain → Recover → Absorb → Group. It decides for each destination, so nobody misses anything because of what another
/// hears; and what waits is set apart before anything is grouped, so that no card tells what shall not be told yet.
/// </summary>
public sealed class Decider(Router router, Restraints restraints, Waiting waiting, Grouper grouper, TimeProvider time)
{
    internal async Task<Decision> Of(string tenant, Happened happened, CancellationToken cancellationToken)
    {
        if (happened.IsNothing)
        {
            return new Decision { Messages = [], Notes = [] };
        }

        Crowd crowd = new(await waiting.Of(tenant, cancellationToken));
        List<LedgerNote> muted = [];
        foreach ((Message message, RouteDecision decision) in Routed(happened))
        {
            foreach (string destination in decision.To)
            {
                crowd.Add(message, destination, await restraints.Of(message, destination, heldSince: null, cancellationToken));
            }

            muted.AddRange(decision.Muted && message is FailedRun ? [new LedgerNote(message, new Dictionary<string, DeliveryEntry>(), Muted: true)] : []);
        }

        foreach (EndedIncident ended in happened.Ended)
        {
            foreach (string destination in ended.To)
            {
                await Recover(crowd, ended, destination, cancellationToken);
            }
        }

        Absorb(crowd);
        IReadOnlyList<Message> messages = await grouper.Group(crowd.All, happened.Incidents, cancellationToken);
        return Decision.Of(crowd, messages, muted, time.GetUtcNow());
    }

    private IEnumerable<(Message Message, RouteDecision Decision)> Routed(Happened happened) =>
    [
        .. happened.Failed.Select(run => ((Message)run, router.Route(run.Concern))),
        .. happened.Late.Select(run => ((Message)run, router.RouteLate(run.Workflow))),
    ];

    // Who is kept in the dark about a failure hears of its end together with it; whoever was told of none because all were held hears of both in one message.
    private async Task Recover(Crowd crowd, EndedIncident ended, string destination, CancellationToken cancellationToken)
    {
        MessageKey[] heard = [.. ended.HeardBy(destination).Select(failure => failure.Key(ended.Workflow.Tenant))];
        Addressed[] waits = [.. heard.Select(key => crowd.Find(key, destination)).OfType<Addressed>().Where(one => one.Wait is not null)];
        Addressed? kept = waits.FirstOrDefault(one => one.IsKept);
        Addressed[] held = kept is null ? [.. waits.Where(one => one.IsHeld)] : [];
        bool wasHeld = held.Length > 0 && held.Length == heard.Length && ended.Earlier.Count == 0;
        if (kept is null && ended.FailedAgainAt is not null && crowd.TellsLater(ended, destination))
        {
            return;
        }

        Recovery recovery = ended.For(destination, wasHeld);
        Wait? wait = kept?.Wait ?? (wasHeld ? held[0].Wait : null) ?? await restraints.Silence(recovery, destination, cancellationToken);
        crowd.Add(recovery, destination, wait, (kept ?? held.FirstOrDefault())?.Since);
        Array.ForEach(held, one => one.ToldBy(recovery));
    }

    // A failure that is told names and counts those of its workflow that were held back before it.
    private static void Absorb(Crowd crowd)
    {
        foreach (Addressed told in crowd.All.Where(one => one.IsAlone && one.Message is FailedRun { Streak.Count: > 1 }).ToArray())
        {
            foreach (Addressed held in crowd.HeldBefore((FailedRun)told.Message, told.Destination))
            {
                held.ToldBy(told.Message);
            }
        }
    }
}
