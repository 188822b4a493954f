using WorkflowAlerts.Queueing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>The simulated queue, and a count of what came back to it only because its destination's pacing had no room.</summary>
internal sealed class PacedQueue(SimulatedQueue queue, Router router, ILedger ledger, TimeProvider time, DateTimeOffset from) : IAlertQueue
{
    private readonly HashSet<(AlertKey, string)> _paced = [];

    /// <summary>How many messages had to wait, by destination.</summary>
    public IReadOnlyDictionary<string, int> Paced => _paced.CountBy(paced => paced.Item2).ToDictionary(StringComparer.OrdinalIgnoreCase);

    public async Task Send(string body, TimeSpan delay, CancellationToken cancellationToken)
    {
        if (delay > TimeSpan.Zero && time.GetUtcNow() >= from)
        {
            foreach (Alert alert in AlertMessage.Read(body))
            {
                // What waits for a rerun has a note in the ledger that says so; what was told has one, too.
                IReadOnlyDictionary<string, DeliveryEntry> known = await ledger.Read(alert.Key, cancellationToken);
                _paced.UnionWith(router.Route(alert).To.Where(destination => !known.ContainsKey(destination)).Select(destination => (alert.Key, destination)));
            }
        }

        await queue.Send(body, delay, cancellationToken);
    }

    public Task SendToPoison(string body, CancellationToken cancellationToken) => queue.SendToPoison(body, cancellationToken);

    public Task<(int Alerts, int Poison)> Depths(CancellationToken cancellationToken) => queue.Depths(cancellationToken);
}
