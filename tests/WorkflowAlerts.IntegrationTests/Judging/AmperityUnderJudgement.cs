using System.Globalization;
using System.Runtime.CompilerServices;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>
/// Amperity as it is at the time of the clock: it lists a run from when that is visible, until the same id has a later end.
/// </summary>
internal sealed class AmperityUnderJudgement(IEnumerable<PastRun> runs, TimeProvider time) : IAmperityClient
{
    private const int DefaultLimit = 50;

    private readonly ILookup<string, (PastRun Past, WorkflowRun Run)> _runs =
        runs.OrderBy(run => run.EndedAt).ThenBy(run => run.Id, StringComparer.Ordinal).Select(run => (run, AsAmperityHasIt(run)))
            .ToLookup(pair => pair.run.Tenant);

    public async IAsyncEnumerable<RunPage> ListRuns(string tenant, RunFilter filter,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        WorkflowRun[] listed = [.. Listed(tenant, filter, now)];
        int limit = filter.Limit ?? DefaultLimit;
        int skip = filter.NextToken is { Length: > 0 } token ? int.Parse(token, CultureInfo.InvariantCulture) : 0;
        do
        {
            WorkflowRun[] page = [.. listed.Skip(skip).Take(limit)];
            skip += page.Length;
            string? next = skip < listed.Length ? skip.ToString(CultureInfo.InvariantCulture) : null;
            yield return new RunPage(page, [], next, null) { AsOf = now };
        }
        while (skip < listed.Length);
        await Task.CompletedTask;
    }

    public Task<WorkflowRun?> GetRun(string tenant, string runId, CancellationToken cancellationToken) =>
        Task.FromResult(Listed(tenant, new RunFilter(), time.GetUtcNow()).FirstOrDefault(run => run.Id == runId));

    public Task Authenticate(string tenant, CancellationToken cancellationToken) => Task.CompletedTask;

    internal static WorkflowRun AsAmperityHasIt(PastRun run) => new()
    {
        Id = run.Id,
        Tenant = run.Tenant,
        Type = run.Type,
        Name = run.Name,
        State = run.How switch
        {
            RunEnding.Failed => "failed",
            RunEnding.Succeeded => "succeeded",
            _ => "canceled",
        },
        CreatedAt = run.EndedAt.AddMinutes(-1),
        EndedAt = run.EndedAt,
        Errors = run.How switch
        {
            RunEnding.Succeeded => [],
            RunEnding.Stopped => [new RunError("amperity.workflow.repository.core/cancel", "Stopped.", Runs.Attribution.None)],
            _ => [new RunError(run.ErrorType, "It broke.", Enum.Parse<Attribution>(run.Attribution, ignoreCase: true))],
        },
    };

    private IEnumerable<WorkflowRun> Listed(string tenant, RunFilter filter, DateTimeOffset now)
    {
        foreach ((PastRun past, WorkflowRun run) in _runs[tenant])
        {
            bool matches = past.VisibleAt <= now && past.EndedAt <= now
                && (filter.CreatedFrom is null || run.CreatedAt >= filter.CreatedFrom)
                    && (filter.CreatedTo is null || run.CreatedAt < filter.CreatedTo)
                && (filter.EndedFrom is null || run.EndedAt >= filter.EndedFrom)
                    && (filter.EndedTo is null || run.EndedAt < filter.EndedTo);
            if (matches && !_runs[tenant]
                .Any(other => other.Past.Id == past.Id && other.Past.EndedAt > past.EndedAt && other.Past.VisibleAt <= now))
            {
                yield return run;
            }
        }
    }
}
