using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Deciding;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;
using WorkflowAlerts.Timing;

namespace WorkflowAlerts.Expecting;

/// <summary>
/// Notices what Amperity does not say: runs that take longer than usual, workflows that did not start when they usually do, runs that fail while they go on.
/// Where no route asks for it, it does nothing at all.
/// </summary>
public sealed partial class Expectations
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(5);

    private const int PageSize = 1000;
    private static readonly TimeSpan s_learnEvery = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_longestRun = TimeSpan.FromDays(2);
    private static readonly TimeSpan s_lookTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_learnTime = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _lookedAt = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TenantHabits> _habits = new(StringComparer.Ordinal);
    private readonly IAmperityClient _amperity;
    private readonly Habits _memory;
    private readonly Ledger _ledger;
    private readonly Checkpoints _checkpoints;
    private readonly Decider _decider;
    private readonly Dispatch _dispatch;
    private readonly Router _router;
    private readonly LateOptions _options;
    private readonly bool _isAsked;
    private readonly TimeProvider _time;
    private readonly ILogger<Expectations> _logger;

    public Expectations(
        IAmperityClient amperity, Habits memory, Ledger ledger, Checkpoints checkpoints, Decider decider, Dispatch dispatch, Router router,
        IOptions<WorkflowAlertsOptions> options, TimeProvider time, ILogger<Expectations> logger)
    {
        (_amperity, _memory, _ledger, _checkpoints, _decider, _dispatch, _router, _time, _logger) = (amperity, memory, ledger, checkpoints, decider, dispatch, router, time, logger);
        _options = options.Value.Late;
        _isAsked = options.Value.Routes.Any(route => route.Late);
    }

    /// <summary>Looks at the tenants whose poll has just succeeded. What fails is logged and tried at the next look; it holds up nothing.</summary>
    public async Task Look(IReadOnlyList<PollReport> polls, CancellationToken cancellationToken)
    {
        if (_isAsked)
        {
            await Task.WhenAll(polls.Where(poll => poll is { Error: null, UnderWay: false } && IsDue(poll.Tenant)).Select(poll => LookSafely(poll.Tenant, cancellationToken)));
        }
    }

    private bool IsDue(string tenant) => !(_lookedAt.TryGetValue(tenant, out DateTimeOffset at) && _time.GetUtcNow() - at < LookEvery);

    private async Task LookSafely(string tenant, CancellationToken cancellationToken)
    {
        _lookedAt[tenant] = _time.GetUtcNow();
        try
        {
            await Look(tenant, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(_logger, e, tenant);
        }
    }

    private async Task Look(string tenant, CancellationToken cancellationToken)
    {
        TenantHabits habits = await Usual(tenant, cancellationToken);
        DateTimeOffset now = _time.GetUtcNow();
        Going going = new(tenant, habits, _options, now);
        await Read(tenant, new RunFilter { CreatedFrom = now - s_longestRun, Limit = PageSize }, going.Add, s_lookTime, cancellationToken);

        List<LateRun> fresh = [];
        foreach (LateRun late in going.Late().Where(late => _router.RouteLate(late.Workflow).To.Count > 0))
        {
            if (!await _ledger.IsSeen(late.Key, cancellationToken))
            {
                fresh.Add(late);
            }
        }

        if (fresh.Count > 0)
        {
            await Tell(tenant, await _decider.Of(tenant, new Happened { Late = fresh }, cancellationToken), cancellationToken);
            Log.Told(_logger, tenant, fresh.Count);
        }
    }

    private async Task Tell(string tenant, Decision decision, CancellationToken cancellationToken)
    {
        if (!decision.Digests.Any())
        {
            await _dispatch.Send(decision, mayRepeat: false, cancellationToken);
            return;
        }

        IReadOnlyList<string> cutOff = await _memory.BegunDigests(tenant, cancellationToken);
        if (cutOff.Count > 0)
        {
            await _checkpoints.NoteCutOff(tenant, cutOff, cancellationToken);
        }

        await _memory.NoteDigests(tenant, [.. decision.Digests], cancellationToken);
        await _dispatch.Send(decision, cutOff.Count > 0, cancellationToken);
        await _memory.NoteDigests(tenant, [], cancellationToken);
    }

    private async Task<TenantHabits> Usual(string tenant, CancellationToken cancellationToken)
    {
        if ((_habits.GetValueOrDefault(tenant) ?? await _memory.Read(tenant, cancellationToken)) is { } known && IsFresh(known))
        {
            return _habits[tenant] = known;
        }

        DateTimeOffset now = _time.GetUtcNow();
        Learning learning = new(Zone.Find(_options.Zone)!, now);
        await Read(tenant, new RunFilter { EndedFrom = now - Learning.Span - TimeSpan.FromDays(1), Limit = PageSize }, learning.Add, s_learnTime, cancellationToken);
        TenantHabits learned = new(now, _options.Zone, learning.Learned());
        await _memory.Write(tenant, learned, cancellationToken);
        Log.Learned(_logger, tenant, learned.All.Count, learned.All.Count(habit => habit.Starts.Count > 0));
        return _habits[tenant] = learned;
    }

    private bool IsFresh(TenantHabits habits) => habits.Zone == _options.Zone && _time.GetUtcNow() - habits.LearnedAt < s_learnEvery && _time.GetUtcNow() >= habits.LearnedAt;

    private async Task Read(string tenant, RunFilter filter, Action<WorkflowRun> take, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(atMost, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await foreach (RunPage page in _amperity.ListRuns(tenant, filter, either.Token))
            {
                foreach (WorkflowRun run in page.Runs)
                {
                    take(run);
                }
            }
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Amperity did not list the runs of {tenant} within {atMost.TotalSeconds:0} seconds.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Learned how {Workflows} workflows of {Tenant} usually run; {Scheduled} of them keep a schedule.")]
        public static partial void Learned(ILogger logger, string tenant, int workflows, int scheduled);

        [LoggerMessage(LogLevel.Information, "{Count} runs of {Tenant} are not as expected.")]
        public static partial void Told(ILogger logger, string tenant, int count);

        [LoggerMessage(LogLevel.Warning, "Whether runs of {Tenant} are late could not be found out; it is tried again in five minutes. Alerts about ended runs do not depend on it.")]
        public static partial void Failed(ILogger logger, Exception exception, string tenant);
    }
}
