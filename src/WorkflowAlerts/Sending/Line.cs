using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Deciding;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Detailing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Sending;

/// <summary>The one delivery line, for every message: Keep → Follow → Send, one after the other at a destination.</summary>
public sealed partial class Line(
    KeptLate kept, Sender sender, RunDetails details, Ledger ledger, IOptions<WorkflowAlertsOptions> options, TimeProvider time, ILogger<Line> logger)
{
    // How often it is looked whether what must be told before was told.
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(20);

    // The ledger is told a moment after the queue; what it still does not know then it has forgotten.
    private static readonly TimeSpan s_unknown = TimeSpan.FromMinutes(2);

    /// <summary>Delivers messages to one destination. What must wait and what went wrong is in the execution.</summary>
    internal async Task Deliver(IReadOnlyList<Message> messages, Destination destination, LedgerView known, Execution execution)
    {
        // Looked up side by side, before it is this destination's turn: nobody else's message waits for it.
        Dictionary<MessageKey, Task<RunDetail?>> lookUps = messages.DistinctBy(message => message.Key).ToDictionary(
            message => message.Key, message => message.HasDetail ? details.Of(message, execution.Over) : Task.FromResult<RunDetail?>(null));
        foreach (Message message in messages)
        {
            try
            {
                await Deliver(message, destination, lookUps[message.Key], known, execution);
            }
            catch (OperationCanceledException) when (execution.Over.IsCancellationRequested)
            {
                execution.Postpone(message, destination.Name, TimeSpan.Zero);
            }
            catch (Exception e)
            {
                Log.Failed(logger, e, message.Tenant, Fetching.ForeignText.OneLine(message.Id, 100), destination.Name);
                execution.Errors.Add(e);
            }
        }
    }

    private async Task Deliver(Message message, Destination destination, Task<RunDetail?> lookUp, LedgerView known, Execution execution)
    {
        execution.Over.ThrowIfCancellationRequested();
        if (await kept.Keep(message, destination.Name, execution.Over) is not { } told
            || !await Follows(told, destination.Name, execution))
        {
            return;
        }

        RunDetail? detail = await lookUp;
        if (await sender.Send(told, destination, detail, known, execution) is { } wait)
        {
            execution.Postpone(told, destination.Name, wait);
        }
    }

    // Nobody hears of an end before the beginning, and only who was told of the beginning hears of the end.
    private async Task<bool> Follows(Message message, string destination, Execution execution)
    {
        if (message.After.Count == 0)
        {
            return true;
        }

        DateTimeOffset now = time.GetUtcNow();
        Standing standing = await Standing.Of(ledger, message.After, destination, execution.Over);
        switch (standing.Of(message.After))
        {
            case Toldness.Kept when await kept.KeepWith(message, destination, execution.Over):
                return false;
            case Toldness.Never when message.NeedsAfter:
                await ledger.Note(
                    message, destination, _ => DeliveryEntry.Of(DeliveryState.NotTold, "what it ends was not told here either", now), CancellationToken.None);
                return false;
            case Toldness.Pending or Toldness.Kept when now - (message.WaitsSince ?? now) < options.Value.Delivery.GiveUpAfter:
            case Toldness.Unknown when now - (message.WaitsSince ?? now) < s_unknown:
                execution.Postpone(message with { WaitsSince = message.WaitsSince ?? now }, destination, s_look);
                return false;
            default:
                return true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Run {RunId} of {Tenant} could not be brought to {Destination}; the queue message comes back.")]
        public static partial void Failed(ILogger logger, Exception exception, string tenant, string runId, string destination);
    }
}
