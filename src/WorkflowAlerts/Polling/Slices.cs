using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Fetching;

namespace WorkflowAlerts.Polling;

/// <summary>
/// Reads a window. A page's cursor is sequential, so what is long is cut into slices of time, which are read side by side and handed out in order. They
/// adjoin: only the window's own beginning reaches back over the overlap.
/// </summary>
public sealed partial class Slices(IAmperityClient amperity, IOptions<WorkflowAlertsOptions> options, ILogger<Slices> logger)
{
    // The first says how much there is. In ordinary times it is the only one; where it is not, a second's worth of others does not wait for it. They are not
    // much longer: what is planned together can be as much as one of them brings.
    private static readonly TimeSpan s_first = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_guess = TimeSpan.FromHours(2);

    // How long Amperity may take for a page, at its limit of requests a second, and still be asked without a pause.
    private const int SecondsAhead = 3;

    // What is planned together is kept in memory together.
    private const int MostAlerts = 10_000;
    private const int MostRuns = 20_000;

    /// <summary>The slices of a window as they are to be planned: adjoining ones together, up to <see cref="PollingOptions.MaxSlice"/>.</summary>
    internal async IAsyncEnumerable<Slice> Read(string tenant, Window window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Slice? together = null;
        await using IAsyncEnumerator<Slice> slices = InOrder(tenant, window, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            (Slice? slice, Exception? failure) = await Next(slices);
            if (together is not null && (slice is null || IsEnough(together, slice)))
            {
                yield return together;
                together = null;
            }

            if (failure is not null)
            {
                // Only now: what was read before it is not lost to it.
                ExceptionDispatchInfo.Throw(failure);
            }

            if (slice is null)
            {
                yield break;
            }

            if (together is null)
            {
                together = slice;
            }
            else
            {
                together.Add(slice);
            }
        }
    }

    private bool IsEnough(Slice together, Slice next) =>
        next.Window.To - together.Window.From > options.Value.Polling.MaxSlice || together.Alerts >= MostAlerts || together.Runs >= MostRuns;

    private static async Task<(Slice? Slice, Exception? Failure)> Next(IAsyncEnumerator<Slice> slices)
    {
        try
        {
            return (await slices.MoveNextAsync() ? slices.Current : null, null);
        }
        catch (Exception e)
        {
            return (null, e);
        }
    }

    private async IAsyncEnumerable<Slice> InOrder(string tenant, Window window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TenantOptions settings = options.Value.Tenants[tenant];
        PollingOptions polling = options.Value.Polling;
        SliceLength length = new(settings.PageSize, polling.MaxSlice);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Queue<Task<Slice>> ahead = [];
        TimeSpan guess = polling.Overlap + Shorter(s_first, polling.MaxSlice);
        DateTimeOffset next = window.From;
        try
        {
            do
            {
                while (ahead.Count == 0 || (next < window.To && ahead.Count < settings.RequestsPerSecond * Seconds(length, settings)))
                {
                    DateTimeOffset end = next + (length.Learned > 0 ? length.Next : guess);
                    guess = Shorter(s_guess, polling.MaxSlice);
                    Window slice = new(next, end < window.To ? end : window.To);
                    ahead.Enqueue(Read(tenant, slice, length, settings.PageSize, stop.Token));
                    next = slice.To;
                }

                yield return await ahead.Dequeue();
            }
            while (ahead.Count > 0 || next < window.To);
        }
        finally
        {
            // Whoever stops half way leaves no requests behind.
            await stop.CancelAsync();
            Task ended = Task.WhenAll(ahead);
            await ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Slice> Read(string tenant, Window window, SliceLength length, int pageSize, CancellationToken cancellationToken)
    {
        Slice slice = new(window);
        RunFilter filter = new() { EndedFrom = window.From, EndedTo = window.To, Limit = pageSize };
        await foreach (RunPage page in amperity.ListRuns(tenant, filter, cancellationToken))
        {
            foreach (string malformed in page.Malformed)
            {
                Log.Malformed(logger, tenant, malformed);
            }

            slice.Add(page);
        }

        length.Learn(slice);
        return slice;
    }

    // What is sized later is sized by more that is known.
    private static int Seconds(SliceLength length, TenantOptions settings) => Math.Min(SecondsAhead, 1 + (length.Learned / settings.RequestsPerSecond));

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Amperity listed a run of {Tenant} that cannot be read, so it cannot be alerted; look at it in Amperity. {Malformed}")]
        public static partial void Malformed(ILogger logger, string tenant, string malformed);
    }
}
