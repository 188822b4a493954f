using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Reporting;

/// <summary>Keeps a message from the poison queue and tells the operations destinations of it, once.</summary>
public sealed partial class PoisonReport(IPoisonedMessages poisoned, OperationsMessages operations, ILogger<PoisonReport> logger)
{
    // The ledger forgets by the day something happened; this is remembered as long as the ledger lives.
    private static readonly DateTimeOffset Always = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Keeps and tells. Returning means that the message may be deleted from the queue; throwing means that it must come back.</summary>
    /// <exception cref="OperationsUnreachableException">A destination could not be told yet.</exception>
    public async Task Run(string body, CancellationToken cancellationToken)
    {
        string id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        await poisoned.Keep(id, body, cancellationToken);
        Log.Kept(logger, id);
        await operations.Tell($"poison-{id}", Always, PoisonCard.Of(id, Alerts(body)), cancellationToken);
    }

    // Null for what never was an alert message, or is one of another version.
    private static IReadOnlyList<Alert>? Alerts(string body)
    {
        try
        {
            return AlertMessage.Read(body);
        }
        catch (UnreadableMessageException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A message from the poison queue is kept as {Id}; some of its alerts may not have arrived.")]
        public static partial void Kept(ILogger logger, string id);
    }
}
