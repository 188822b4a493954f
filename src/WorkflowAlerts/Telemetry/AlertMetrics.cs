using System.Collections.Concurrent;
using WorkflowAlerts.Deciding;
using WorkflowAlerts.Sending;
using System.Diagnostics.Metrics;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Telemetry;

/// <summary>The product's measures, under the meter <c>WorkflowAlerts</c>.</summary>
public sealed class AlertMetrics
{
    /// <summary>The meter's name, for whoever exports it.</summary>
    public const string MeterName = "WorkflowAlerts";

    /// <summary>The name of the counter of alerts, with the tags <c>tenant</c>, <c>attribution</c> and <c>outcome</c>.</summary>
    public const string AlertsName = "workflow_alerts.alerts";

    // Every series of every minute is billed, so what is the same every minute is measured for each tenant now and then only. The rule that watches for silence
    // looks back over three times as much.
    private static readonly TimeSpan _lagEvery = TimeSpan.FromSeconds(270);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _lagAt = new(StringComparer.OrdinalIgnoreCase);
    private readonly Counter<long> _polls;
    private readonly Counter<long> _runs;
    private readonly Counter<long> _alerts;
    private readonly Counter<long> _deliveries;
    private readonly Histogram<double> _latency;
    private readonly Gauge<long> _depth;
    private readonly Gauge<double> _lag;

    public AlertMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(MeterName);
        _polls = meter.CreateCounter<long>("workflow_alerts.polls", "{poll}", "Polls, by whether they succeeded; failed ones by tenant.");
        _runs = meter.CreateCounter<long>("workflow_alerts.runs", "{run}", "Runs that Amperity listed, overlaps included, by tenant.");
        _alerts = meter.CreateCounter<long>(AlertsName, "{alert}", "Alerts put onto the queue, by tenant, attribution and outcome.");
        _deliveries = meter.CreateCounter<long>("workflow_alerts.deliveries", "{delivery}", "Sends, by destination and result.");
        _depth = meter.CreateGauge<long>("workflow_alerts.queue.depth", "{message}", "Messages that wait, by queue; on the poison queue with those that are kept.");
        _lag = meter.CreateGauge<double>("workflow_alerts.poll.lag", "s", "How far the checkpoint is behind after a poll, by tenant and whether the poll succeeded; every five minutes while it does.");
        _latency = meter.CreateHistogram<double>("workflow_alerts.delivery.latency", "s", "From when a run might be told, which is its end or the end of its hold, to its acceptance by a destination.");
    }

    internal void Waiting(int alerts, int poison)
    {
        _depth.Record(alerts, new KeyValuePair<string, object?>("queue", "alerts"));
        _depth.Record(poison, new KeyValuePair<string, object?>("queue", "alerts-poison"));
    }

    internal void Queued(Message message)
    {
        Attribution attribution = message is FailedRun run ? run.Attribution : Attribution.None;
        _alerts.Add(
            1, new("tenant", message.Tenant), new("attribution", attribution.ToString()),
            new KeyValuePair<string, object?>("outcome", message.Key.Outcome.ToString()));
    }

    internal void Polled(PollReport report, DateTimeOffset now)
    {
        KeyValuePair<string, object?> tenant = new("tenant", report.Tenant);
        KeyValuePair<string, object?> success = new("success", report.Error is null);
        if (report.Error is null)
        {
            _polls.Add(1, success);
        }
        else
        {
            _polls.Add(1, tenant, success);
        }

        _runs.Add(report.Runs, tenant);
        if (report.Watermark is { } watermark && (report.Error is not null || now - _lagAt.GetValueOrDefault(report.Tenant) >= _lagEvery))
        {
            _lagAt[report.Tenant] = now;
            _lag.Record((now - watermark).TotalSeconds, tenant, success);
        }
    }

    internal void Sent(Message message, string destination, DeliveryEntry entry)
    {
        KeyValuePair<string, object?> name = new("destination", destination);
        _deliveries.Add(1, name, new("result", entry.State.ToString()));
        if (entry.State == DeliveryState.Delivered && message.Concerns.Count > 0)
        {
            _latency.Record(Math.Max(0, (entry.At - (message.MayBeToldAt ?? message.Key.At)).TotalSeconds), name);
        }
    }
}
