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
        _polls = meter.CreateCounter<long>("workflow_alerts.polls", "{poll}", "Polls, by tenant and whether they succeeded.");
        _runs = meter.CreateCounter<long>("workflow_alerts.runs", "{run}", "Runs that Amperity listed, overlaps included, by tenant.");
        _alerts = meter.CreateCounter<long>(AlertsName, "{alert}", "Alerts put onto the queue, by tenant, attribution and outcome.");
        _deliveries = meter.CreateCounter<long>("workflow_alerts.deliveries", "{delivery}", "Sends, by destination and result.");
        _depth = meter.CreateGauge<long>("workflow_alerts.queue.depth", "{message}", "Messages that wait, by queue; on the poison queue with those that are kept.");
        _lag = meter.CreateGauge<double>("workflow_alerts.poll.lag", "s", "How far the checkpoint is behind after a poll, by tenant.");
        _latency = meter.CreateHistogram<double>("workflow_alerts.delivery.latency", "s", "From a run's end to its acceptance by a destination.");
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
        _polls.Add(1, tenant, new("success", report.Error is null));
        _runs.Add(report.Runs, tenant);
        if (report.Watermark is { } watermark)
        {
            _lag.Record((now - watermark).TotalSeconds, tenant);
        }
    }

    internal void Sent(Message message, string destination, DeliveryEntry entry)
    {
        KeyValuePair<string, object?> name = new("destination", destination);
        _deliveries.Add(1, name, new("result", entry.State.ToString()));
        if (entry.State == DeliveryState.Delivered && message.Concerns.Count > 0)
        {
            _latency.Record((entry.At - message.Key.At).TotalSeconds, name);
        }
    }
}
