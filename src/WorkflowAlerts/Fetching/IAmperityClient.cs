using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Fetching;

/// <summary>Amperity's workflow API, seen from one tenant at a time. An interface because tests stand in for the remote system.</summary>
public interface IAmperityClient
{
    /// <summary>
    /// Streams the pages that match: a page is fetched when the one before it has been consumed, so memory follows the page and not the window.
    /// </summary>
    /// <exception cref="AmperityException">Amperity refused, answered with something else than runs, repeated a page token, or stayed out of reach after all retries.</exception>
    IAsyncEnumerable<RunPage> ListRuns(string tenant, RunFilter filter, CancellationToken cancellationToken);

    /// <summary>One run with its tasks (<c>view=verbose</c>), or null where Amperity does not know it, or the id cannot be asked for.</summary>
    /// <exception cref="AmperityException">Amperity refused, answered with something else than a run, or stayed out of reach after all retries.</exception>
    Task<WorkflowRun?> GetRun(string tenant, string runId, CancellationToken cancellationToken);

    /// <summary>Tries for an access token without asking for runs. For <c>check</c>.</summary>
    /// <exception cref="AmperityException">The token endpoint refused or stayed out of reach.</exception>
    Task Authenticate(string tenant, CancellationToken cancellationToken);
}
