using WorkflowAlerts.Fetching;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>Reads what happened from Amperity.</summary>
internal static class AmperityHistory
{
    // Runs that go on longer are not looked for when the product is live, either.
    private static readonly TimeSpan s_longestRun = TimeSpan.FromDays(2);

    // The progress moves with each; and a page token, whose life nobody documents, is never old.
    private static readonly TimeSpan s_slice = TimeSpan.FromDays(1);

    /// <param name="amperity">Where from.</param>
    /// <param name="options">The tenants' settings.</param>
    /// <param name="tenants">Whose runs.</param>
    /// <param name="from">From when messages are of interest.</param>
    /// <param name="to">Until when.</param>
    /// <param name="progress">Told how far it has come, from 0 to 1, and how many runs there are by then.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="AmperityException">Amperity could not be read.</exception>
    public static async Task<PastRuns> Fetch(
        IAmperityClient amperity, WorkflowAlertsOptions options, IReadOnlyList<string> tenants, DateTimeOffset from, DateTimeOffset to, Action<double, int> progress, CancellationToken cancellationToken)
    {
        DateTimeOffset readFrom = from - PastRuns.Before;
        Dictionary<(string, string), WorkflowRun> runs = [];
        for (int i = 0; i < tenants.Count; i++)
        {
            int limit = options.Tenants[tenants[i]].PageSize;
            for (DateTimeOffset start = readFrom; start < to; start += s_slice)
            {
                DateTimeOffset end = start + s_slice < to ? start + s_slice : to;
                await Read(new RunFilter { EndedFrom = start, EndedTo = end, Limit = limit }, _ => true);
                progress((i + ((end - readFrom) / (to - readFrom))) / tenants.Count, runs.Count);
            }

            await Read(new RunFilter { CreatedFrom = to - s_longestRun, CreatedTo = to, Limit = limit }, run => run.EndedAt is null || run.EndedAt >= to);

            async Task Read(RunFilter filter, Func<WorkflowRun, bool> isWanted)
            {
                await foreach (RunPage page in amperity.ListRuns(tenants[i], filter, cancellationToken))
                {
                    foreach (WorkflowRun run in page.Runs.Where(isWanted))
                    {
                        runs[(run.Tenant, run.Id)] = run;
                    }
                }
            }
        }

        return new PastRuns { Tenants = tenants, ReadFrom = readFrom, From = from, To = to, Runs = [.. runs.Values.OrderBy(run => run.EndedAt ?? DateTimeOffset.MaxValue).ThenBy(run => run.Tenant, StringComparer.Ordinal).ThenBy(run => run.Id, StringComparer.Ordinal)] };
    }
}
