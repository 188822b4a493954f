using System.Diagnostics.Metrics;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telemetry;

namespace WorkflowAlerts.Cli.Inbox;

/// <summary>
/// Counts the alerts that polls found, by who has to act: what is routed, also where many alerts become one message or nobody is told. It hears of them by
/// the product's own measure, as a monitor would.
/// </summary>
internal sealed class AlertCounts : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <param name="meters">The meters of the product that is listened to; other products in this process have others.</param>
    public AlertCounts(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == AlertMetrics.AlertsName && instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) => Add((int)count, tags));
        _listener.Start();
    }

    /// <summary>How many so far.</summary>
    public InboxAlerts Now()
    {
        lock (_lock)
        {
            return new InboxAlerts(Count(Attribution.Customer), Count(Attribution.Platform), Count(Attribution.None));
        }
    }

    public void Dispose() => _listener.Dispose();

    private int Count(Attribution attribution) => _counts.GetValueOrDefault(attribution.ToString());

    private void Add(int count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string? attribution = null;
        string? outcome = null;
        foreach ((string name, object? value) in tags)
        {
            attribution = name == "attribution" ? value as string : attribution;
            outcome = name == "outcome" ? value as string : outcome;
        }

        // That something works again calls nobody to act.
        if (attribution is { } who && outcome is nameof(Outcome.Failed) or nameof(Outcome.Canceled))
        {
            lock (_lock)
            {
                _counts[who] = _counts.GetValueOrDefault(who) + count;
            }
        }
    }
}
