using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Matching;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Weekly;

/// <summary>
/// Sends each destination its weekly card. The figures come from Amperity itself and not from anything kept here, so that overlaps and restarts cannot
/// falsify them; that a card was sent is in the ledger.
/// </summary>
public sealed partial class WeeklyCards(
    IAmperityClient amperity, Destinations destinations, Ledger ledger, Dispatch dispatch, IOptions<WorkflowAlertsOptions> options, TimeProvider time, ILogger<WeeklyCards> logger)
{
    /// <summary>After this long a card is not sent any more: who starts the product on a Wednesday wants none of Monday.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromHours(24);

    private static readonly TimeSpan s_week = TimeSpan.FromDays(7);
    private static readonly TimeSpan s_tryAgain = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, DateTimeOffset> _done = new(StringComparer.OrdinalIgnoreCase);
    private DateTimeOffset _notBefore;
    private (string What, WeekSummary Week, WeekSummary Before)? _counted;

    /// <summary>Sends what is due. What fails is logged and tried again a quarter of an hour later; it holds up nothing.</summary>
    public async Task SendDue(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        (Destination Destination, DateTimeOffset At)[] due = [.. destinations.All
            .Select(destination => (destination, At: WeeklySchedule.LastDue(options.Value.Destinations[destination.Name].Weekly, now)))
            .Where(pair => pair.At is { } at && now - at < Late && _done.GetValueOrDefault(pair.destination.Name) != at)
            .Select(pair => (pair.destination, pair.At!.Value))];
        if (due.Length == 0 || now < _notBefore)
        {
            return;
        }

        try
        {
            foreach ((Destination destination, DateTimeOffset at) in due.OrderBy(pair => pair.At))
            {
                await Send(destination, at, cancellationToken);
                _done[destination.Name] = at;
            }

            _counted = null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            _notBefore = now + s_tryAgain;
            Log.Failed(logger, e);
        }
    }

    private async Task Send(Destination destination, DateTimeOffset at, CancellationToken cancellationToken)
    {
        WeeklyReport report = new() { Tenant = Message.Product, Id = $"weekly-{at:yyyyMMddTHHmm}", To = [destination.Name], End = at };
        if ((await ledger.Read(report.Key, cancellationToken)).ContainsKey(destination.Name))
        {
            return;
        }

        string[] tenants = [.. options.Value.Tenants.Keys.Where(tenant => HearsOf(destination.Name, tenant)).Order(StringComparer.Ordinal)];
        (WeekSummary week, WeekSummary before) = await Count(tenants, at, cancellationToken);
        await dispatch.Queue([report with { Tenants = tenants, Week = week, Before = before }], cancellationToken);
    }

    // Destinations that hear of the same tenants at the same time share one count, which can be a thousand requests.
    private async Task<(WeekSummary Week, WeekSummary Before)> Count(string[] tenants, DateTimeOffset end, CancellationToken cancellationToken)
    {
        string what = $"{end:u} {string.Join(' ', tenants)}";
        if (_counted is { } known && known.What == what)
        {
            return (known.Week, known.Before);
        }

        WeekFigures week = new();
        WeekFigures before = new();
        foreach (string tenant in tenants)
        {
            RunFilter filter = new() { EndedFrom = end - (2 * s_week), EndedTo = end, Limit = options.Value.Tenants[tenant].PageSize };
            await foreach (RunPage page in amperity.ListRuns(tenant, filter, cancellationToken))
            {
                foreach (WorkflowRun run in page.Runs)
                {
                    (run.EndedAt >= end - s_week ? week : before).Add(run, FailedRun.From(run));
                }
            }
        }

        _counted = (what, week.Summary(), before.Summary());
        return (_counted.Value.Week, _counted.Value.Before);
    }

    // All that may come to this destination: a route names it, or it takes what no route matches.
    private bool HearsOf(string destination, string tenant) =>
        options.Value.DefaultTo.Contains(destination, StringComparer.OrdinalIgnoreCase)
        || options.Value.Routes.Any(route => route.To.Contains(destination, StringComparer.OrdinalIgnoreCase) && (string.IsNullOrEmpty(route.Tenant) || Glob.Matches(route.Tenant, tenant)))
        || !options.Value.Routes.Any(route => route.To.Contains(destination, StringComparer.OrdinalIgnoreCase));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The weekly cards could not be sent yet; they are tried again in a quarter of an hour.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
