using WorkflowAlerts.Telling;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telemetry;

namespace WorkflowAlerts.Tests.Telemetry;

public sealed class AlertMetricsTests : IDisposable
{
    private static readonly DateTimeOffset _noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly List<string> _recorded = [];
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<AlertMetrics>().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly AlertMetrics _metrics;

    public AlertMetricsTests()
    {
        IMeterFactory meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
        _metrics = _services.GetRequiredService<AlertMetrics>();
    }

    [Fact]
    public void A_tenant_whose_polls_succeed_is_measured_every_five_minutes()
    {
        for (int minute = 0; minute < 20; minute++)
        {
            _metrics.Polled(Succeeded("socktown"), _noon.AddMinutes(minute));
            _metrics.Polled(Succeeded("another"), _noon.AddMinutes(minute));
        }

        Assert.Equal(4, _recorded.Count(line => line.StartsWith("workflow_alerts.poll.lag ", StringComparison.Ordinal) && line.Contains("tenant=socktown", StringComparison.Ordinal)));
        Assert.Equal(8, _recorded.Count(line => line.StartsWith("workflow_alerts.poll.lag ", StringComparison.Ordinal)));
        Assert.Equal(40, _recorded.Count(line => line == "workflow_alerts.polls 1 success=True"));
    }

    [Fact]
    public void A_tenant_whose_polls_fail_is_named_each_time()
    {
        for (int minute = 0; minute < 3; minute++)
        {
            _metrics.Polled(new PollReport { Tenant = "socktown", Error = new InvalidOperationException() }, _noon.AddMinutes(minute));
        }

        Assert.Equal(3, _recorded.Count(line => line == "workflow_alerts.polls 1 success=False tenant=socktown"));
        Assert.DoesNotContain(_recorded, line => line.StartsWith("workflow_alerts.poll.lag", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, 1200)]
    [InlineData(15, 300)]
    [InlineData(30, 0)]
    public void Latency_counts_from_when_a_run_might_be_told(int? waitedMinutes, int seconds)
    {
        FailedRun run = new() { Tenant = "socktown", Id = "wf-1", Outcome = Outcome.Failed, EndedAt = _noon, MayBeToldAt = waitedMinutes is { } minutes ? _noon.AddMinutes(minutes) : null };

        _metrics.Sent(run, "data-team", Delivered(_noon.AddMinutes(20)));

        Assert.Contains($"workflow_alerts.delivery.latency {seconds} destination=data-team", _recorded);
    }

    [Fact]
    public void What_concerns_no_run_counts_as_sent_and_not_as_late()
    {
        _metrics.Sent(new WeeklyReport { Tenant = Message.Product, Id = "weekly-1", End = _noon }, "data-team", Delivered(_noon.AddHours(9)));

        Assert.Contains("workflow_alerts.deliveries 1 destination=data-team result=Delivered", _recorded);
        Assert.DoesNotContain(_recorded, line => line.StartsWith("workflow_alerts.delivery.latency", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    private static PollReport Succeeded(string tenant) => new() { Tenant = tenant, Runs = 3, Watermark = _noon };

    private static DeliveryEntry Delivered(DateTimeOffset at) => new(DeliveryState.Delivered, at, 1, "ok", at);

    private void Note<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string[] named = [.. tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal)];
        _recorded.Add(string.Join(' ', [instrument.Name, FormattableString.Invariant($"{value}"), .. named]));
    }
}
