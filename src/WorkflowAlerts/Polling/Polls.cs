using Microsoft.Extensions.Options;

namespace WorkflowAlerts.Polling;

/// <summary>
/// Polls many tenants side by side. A slow one costs the others nothing: it gives its place away, and whoever waits for all waits only so long. Its poll goes
/// on meanwhile, and no second one is begun.
/// </summary>
public sealed class Polls(Poller poller, IOptions<WorkflowAlertsOptions> options, TimeProvider time) : IDisposable
{
    // Enough for 500 tenants in a minute at 5 seconds each, and few enough for one instance's memory and connections.
    private const int Places = 64;

    private static readonly TimeSpan LongestPlace = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _places = new(Places, Places);
    private readonly Dictionary<string, Task<PollReport>> _underWay = new(StringComparer.Ordinal);

    /// <summary>Polls every tenant, to the end.</summary>
    public Task<IReadOnlyList<PollReport>> All(CancellationToken cancellationToken) => Run(options.Value.Tenants.Keys, Timeout.InfiniteTimeSpan, cancellationToken);

    /// <summary>Polls tenants. One that fails is in its report.</summary>
    /// <param name="tenants">Which.</param>
    /// <param name="patience">How long to wait; after that the reports of those that go on say so, and a later call brings how they ended.</param>
    /// <param name="cancellationToken">Ends the polls.</param>
    public async Task<IReadOnlyList<PollReport>> Run(IEnumerable<string> tenants, TimeSpan patience, CancellationToken cancellationToken)
    {
        (string Tenant, PollReport? Late, Task<PollReport> Poll)[] polls = [.. tenants.Order(StringComparer.Ordinal).Select(tenant => Begin(tenant, cancellationToken))];
        await Patiently(Task.WhenAll(polls.Select(poll => poll.Poll)), patience, cancellationToken);
        return [.. polls.Select(poll => Ended(poll.Tenant, poll.Poll) ?? poll.Late ?? new PollReport { Tenant = poll.Tenant, UnderWay = true })];
    }

    public void Dispose() => _places.Dispose();

    // The last poll may have ended since anybody asked.
    private (string Tenant, PollReport? Late, Task<PollReport> Poll) Begin(string tenant, CancellationToken cancellationToken)
    {
        lock (_underWay)
        {
            PollReport? late = _underWay.TryGetValue(tenant, out Task<PollReport>? before) ? Ended(tenant, before) : null;
            return (tenant, late, _underWay.TryGetValue(tenant, out Task<PollReport>? poll) ? poll : _underWay[tenant] = Poll(tenant, cancellationToken));
        }
    }

    private PollReport? Ended(string tenant, Task<PollReport> poll)
    {
        if (!poll.IsCompleted)
        {
            return null;
        }

        lock (_underWay)
        {
            if (_underWay.GetValueOrDefault(tenant) == poll)
            {
                _underWay.Remove(tenant);
            }
        }

        return poll.IsCompletedSuccessfully ? poll.Result : null;
    }

    private async Task<PollReport> Poll(string tenant, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        Task<PollReport> poll;
        try
        {
            poll = poller.PollSafely(tenant, cancellationToken);
            await Patiently(poll, LongestPlace, cancellationToken);
        }
        finally
        {
            _places.Release();
        }

        return await poll;
    }

    private async Task Patiently(Task work, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            await work.WaitAsync(patience, time, cancellationToken);
        }
        catch (TimeoutException) when (!work.IsCompleted)
        {
            // It goes on.
        }
    }
}
