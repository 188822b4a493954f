using Microsoft.Extensions.Logging;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Telemetry;

namespace WorkflowAlerts.Reporting;

/// <summary>
/// Measures how much waits. Azure's own metric of a queue's length is renewed once a day and counts the whole account:
/// https://learn.microsoft.com/azure/storage/queues/monitor-queue-storage-reference
/// </summary>
public sealed partial class QueueWatch(IAlertQueue queue, IPoisonedMessages poisoned, AlertMetrics metrics, TimeProvider time, ILogger<QueueWatch> logger)
{
    /// <summary>How often: the alarms on these measures look at a quarter of an hour.</summary>
    public static readonly TimeSpan MeasureEvery = TimeSpan.FromMinutes(5);

    private DateTimeOffset? _measuredAt;

    /// <summary>Measures. What cannot be measured is logged and no failure: nobody waits for it.</summary>
    public async Task Measure(CancellationToken cancellationToken)
    {
        if (_measuredAt is { } at && time.GetUtcNow() - at < MeasureEvery && time.GetUtcNow() >= at)
        {
            return;
        }

        try
        {
            (int alerts, int poison) = await queue.Depths(cancellationToken);
            metrics.Waiting(alerts, poison + await poisoned.Count(cancellationToken));
            _measuredAt = time.GetUtcNow();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The depth of the queues could not be measured this time.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
