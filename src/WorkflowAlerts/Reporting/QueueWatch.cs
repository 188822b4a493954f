using Microsoft.Extensions.Logging;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Telemetry;

namespace WorkflowAlerts.Reporting;

/// <summary>
/// Measures how much waits. Azure's own metric of a queue's length is renewed once a day and counts the whole account:
/// https://learn.microsoft.com/azure/storage/queues/monitor-queue-storage-reference
/// </summary>
public sealed partial class QueueWatch(AlertQueue queue, PoisonReport poisonReport, AlertMetrics metrics, TimeProvider time, ILogger<QueueWatch> logger)
{
    /// <summary>How often: the alarms on these measures look at a quarter of an hour.</summary>
    public static readonly TimeSpan MeasureEvery = TimeSpan.FromMinutes(10);

    private DateTimeOffset? _measuredAt;
    private int _kept;

    /// <summary>Since when the poison queue has not been seen empty; null: it was.</summary>
    public DateTimeOffset? PoisonSince { get; private set; }

    /// <summary>Takes in how many messages are kept, and measures at the next poll if that has changed.</summary>
    internal void Keeps(int kept)
    {
        _measuredAt = kept == _kept ? _measuredAt : null;
        _kept = kept;
    }

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
            int foreign = alerts + poison > 0 ? await queue.CollectForeign(poisonReport.RunForeign, cancellationToken) : 0;
            PoisonSince = poison - foreign > 0 ? PoisonSince ?? time.GetUtcNow() : null;
            metrics.Waiting(alerts, poison + _kept);
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
