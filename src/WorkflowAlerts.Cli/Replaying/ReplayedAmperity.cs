using System.Globalization;
using System.Runtime.CompilerServices;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>Amperity as it was at the time of the clock: a run that had not ended then goes on, one that had not begun is not there.</summary>
internal sealed class ReplayedAmperity : IAmperityClient
{
    private const int DefaultLimit = 50;

    // What a run looked like while it went on, nobody has written down.
    private const string Going = "in-progress";

    private static readonly Tenant s_nothing = new([]);

    private readonly TimeProvider _time;
    private readonly Dictionary<string, Tenant> _tenants;

    public ReplayedAmperity(IEnumerable<WorkflowRun> runs, TimeProvider time)
    {
        _time = time;
        _tenants = runs.GroupBy(run => run.Tenant, StringComparer.Ordinal).ToDictionary(tenant => tenant.Key, tenant => new Tenant(tenant), StringComparer.Ordinal);
    }

    public async IAsyncEnumerable<RunPage> ListRuns(string tenant, RunFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DateTimeOffset now = _time.GetUtcNow();
        int limit = filter.Limit ?? DefaultLimit;
        int skip = filter.NextToken is { Length: > 0 } token ? int.Parse(token, CultureInfo.InvariantCulture) : 0;
        int number = 0;
        List<WorkflowRun> page = [];
        foreach (WorkflowRun run in _tenants.GetValueOrDefault(tenant, s_nothing).Find(filter, now))
        {
            WorkflowRun then = AsOf(run, now);
            if (!Matches(then, filter) || number++ < skip)
            {
                continue;
            }

            if (page.Count == limit)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return new RunPage(page, [], (number - 1).ToString(CultureInfo.InvariantCulture), null) { AsOf = now };
                page = [];
            }

            page.Add(then);
        }

        yield return new RunPage(page, [], null, null) { AsOf = now };
        await Task.CompletedTask;
    }

    public Task<WorkflowRun?> GetRun(string tenant, string runId, CancellationToken cancellationToken) =>
        Task.FromResult(_tenants.GetValueOrDefault(tenant, s_nothing).Find(runId) is { } run && Began(run) <= _time.GetUtcNow() ? AsOf(run, _time.GetUtcNow()) : null);

    public Task Authenticate(string tenant, CancellationToken cancellationToken) => Task.CompletedTask;

    private static WorkflowRun AsOf(WorkflowRun run, DateTimeOffset now) => run.EndedAt is { } ended && ended > now ? run with { EndedAt = null, State = Going, Errors = [], TaskInstances = [] } : run;

    private static bool Matches(WorkflowRun run, RunFilter filter) =>
        (filter.CreatedFrom is null || run.CreatedAt >= filter.CreatedFrom)
        && (filter.CreatedTo is null || run.CreatedAt < filter.CreatedTo)
        && (filter.EndedFrom is null || run.EndedAt >= filter.EndedFrom)
        && (filter.EndedTo is null || run.EndedAt < filter.EndedTo)
        && (string.IsNullOrEmpty(filter.State) || RunState.Normalize(run.State) == RunState.Normalize(filter.State))
        && (string.IsNullOrEmpty(filter.Type) || run.Type == filter.Type);

    private static DateTimeOffset Began(WorkflowRun run) => run.CreatedAt ?? run.EndedAt!.Value;

    /// <summary>The runs of one tenant, found by their ends or their beginnings without looking at all of them.</summary>
    private sealed class Tenant
    {
        private readonly Dictionary<string, WorkflowRun> _byId;
        private readonly WorkflowRun[] _byEnd;
        private readonly WorkflowRun[] _byBeginning;
        private readonly DateTimeOffset[] _ends;
        private readonly DateTimeOffset[] _beginnings;

        public Tenant(IEnumerable<WorkflowRun> runs)
        {
            _byBeginning = [.. runs.OrderBy(Began).ThenBy(run => run.Id, StringComparer.Ordinal)];
            _byEnd = [.. _byBeginning.Where(run => run.EndedAt is not null).OrderBy(run => run.EndedAt).ThenBy(run => run.Id, StringComparer.Ordinal)];
            _beginnings = [.. _byBeginning.Select(Began)];
            _ends = [.. _byEnd.Select(run => run.EndedAt!.Value)];
            _byId = _byBeginning.DistinctBy(run => run.Id).ToDictionary(run => run.Id, StringComparer.Ordinal);
        }

        public WorkflowRun? Find(string id) => _byId.GetValueOrDefault(id);

        /// <summary>At least all runs that were there at a time and match a filter.</summary>
        public ArraySegment<WorkflowRun> Find(RunFilter filter, DateTimeOffset now)
        {
            bool byEnd = filter.EndedFrom is not null || filter.EndedTo is not null;
            (WorkflowRun[] runs, DateTimeOffset[] keys) = byEnd ? (_byEnd, _ends) : (_byBeginning, _beginnings);
            int from = (byEnd ? filter.EndedFrom : filter.CreatedFrom) is { } earliest ? First(keys, earliest) : 0;
            int to = First(keys, (byEnd ? filter.EndedTo : filter.CreatedTo) is { } latest && latest <= now ? latest : now.AddTicks(1));
            return new ArraySegment<WorkflowRun>(runs, from, Math.Max(0, to - from));
        }

        private static int First(DateTimeOffset[] ordered, DateTimeOffset at)
        {
            int low = 0;
            int high = ordered.Length;
            while (low < high)
            {
                int middle = (low + high) / 2;
                (low, high) = ordered[middle] < at ? (middle + 1, high) : (low, middle);
            }

            return low;
        }
    }
}
