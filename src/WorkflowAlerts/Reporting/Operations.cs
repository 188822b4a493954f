using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Reporting;

/// <summary>
/// Tells the operations destinations about the product itself, by the same queue and line as everything else. When all of them refuse, the others are told: somebody has to
/// hear of it.
/// </summary>
public sealed partial class Operations(
    IOptions<WorkflowAlertsOptions> options, Destinations destinations, Dispatch dispatch, Ledger ledger, ILogger<Operations> logger)
{
    private string[] To => [.. (options.Value.Operations.Count > 0 ? options.Value.Operations : options.Value.DefaultTo).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Queues reports for all operations destinations. The same report is told once, however often it is queued.</summary>
    internal Task Tell(IEnumerable<SelfReport> reports, CancellationToken cancellationToken) =>
        dispatch.Queue(reports.SelectMany(report => To.Select(to => report with { To = [to] })), cancellationToken);

    /// <summary>Hears that an operations destination refused a report.</summary>
    internal async Task Refused(SelfReport report)
    {
        IReadOnlyDictionary<string, DeliveryEntry> standing = await ledger.Read(report.Key, CancellationToken.None);
        if (To.All(to => standing.GetValueOrDefault(to) is { State: DeliveryState.Refused }))
        {
            Log.NobodyTold(logger, report.Id);
            string[] others = [.. destinations.All.Select(destination => destination.Name).Except(To, StringComparer.OrdinalIgnoreCase)];
            await dispatch.Queue(others.Select(to => report with { To = [to] }), CancellationToken.None);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Critical, "Every operations destination refuses {Subject}; all other destinations are told instead.")]
        public static partial void NobodyTold(ILogger logger, string subject);
    }
}
