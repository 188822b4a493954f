using Microsoft.Extensions.Logging;

namespace WorkflowAlerts.Reporting;

/// <summary>Takes messages off the poison queue and keeps them; the product's watch tells the operations destinations of them.</summary>
public sealed partial class PoisonReport(PoisonedMessages poisoned, Attention attention, ILogger<PoisonReport> logger)
{
    private const string Foreign = "It is not Base64: another program put it onto the queue, and the Functions host cannot read it.";

    /// <summary>Keeps what nobody could read off the queue.</summary>
    public async Task RunForeign(string text, CancellationToken cancellationToken)
    {
        await poisoned.NoteReason(text, Foreign, cancellationToken);
        await Run(text, cancellationToken);
    }

    /// <summary>Keeps a message. Returning means that it may be deleted from the queue; throwing means that it must come back.</summary>
    public async Task Run(string body, CancellationToken cancellationToken)
    {
        await poisoned.Keep(body, cancellationToken);
        attention.Call();
        Log.Kept(logger, PoisonedMessage.IdOf(body));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A message from the poison queue is kept as {Id}; some of its alerts may not have arrived. \"workflow-alerts poison show\" tells more.")]
        public static partial void Kept(ILogger logger, string id);
    }
}
