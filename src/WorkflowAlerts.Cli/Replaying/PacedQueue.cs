using WorkflowAlerts.Telling;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>The simulated queue, and a count of what came back to it only because its destination's pacing had no room.</summary>
internal sealed class PacedQueue(SimulatedQueue queue, Ledger ledger, TimeProvider time, DateTimeOffset from) : IAlertQueue
{
    private readonly HashSet<(MessageKey, string)> _paced = [];

    /// <summary>How many messages had to wait, by destination.</summary>
    public IReadOnlyDictionary<string, int> Paced => _paced.CountBy(paced => paced.Item2).ToDictionary(StringComparer.OrdinalIgnoreCase);

    public async Task Send(string body, TimeSpan delay, CancellationToken cancellationToken)
    {
        if (delay > TimeSpan.Zero && time.GetUtcNow() >= from)
        {
            // What waits for another message to come first is not paced.
            foreach (Message message in AlertMessage.Read(body).Where(message => message.WaitsSince is null))
            {
                IReadOnlyDictionary<string, DeliveryEntry> known = await ledger.Read(message.Key, cancellationToken);
                _paced.UnionWith(message.To!.Where(destination => !known.ContainsKey(destination)).Select(destination => (message.Key, destination)));
            }
        }

        await queue.Send(body, delay, cancellationToken);
    }

    public Task SendToPoison(string body, CancellationToken cancellationToken) => queue.SendToPoison(body, cancellationToken);

    public Task<(int Alerts, int Poison)> Depths(CancellationToken cancellationToken) => queue.Depths(cancellationToken);
}
