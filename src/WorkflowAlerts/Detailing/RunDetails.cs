using System.Threading.RateLimiting;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Runs;
using Outcome = WorkflowAlerts.Runs.Outcome;

namespace WorkflowAlerts.Detailing;

/// <summary>
/// Looks up the failing task of a run. It is worth a short wait and never more: an answer that is slow, refused or over the limit is done without, and after
/// three failures in a row nobody waits for a minute.
/// </summary>
public sealed partial class RunDetails : IDisposable
{
    private const int MostKept = 500;
    private const int FailuresToStop = 3;
    private static readonly TimeSpan s_keep = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_stop = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MostKept });
    private readonly Lock _lock = new();
    private readonly SlidingWindowRateLimiter _limit;
    private readonly ResiliencePipeline _lookUp;
    private readonly IAmperityClient _amperity;
    private readonly bool _enabled;
    private readonly ILogger<RunDetails> _logger;

    public RunDetails(IAmperityClient amperity, IOptions<WorkflowAlertsOptions> options, TimeProvider time, ILogger<RunDetails> logger)
    {
        (_amperity, _enabled, _logger) = (amperity, options.Value.Details.Enabled, logger);
        _limit = new SlidingWindowRateLimiter(new SlidingWindowRateLimiterOptions
        {
            PermitLimit = options.Value.Details.MaxPerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, QueueLimit = 0,
        });
        _lookUp = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRateLimiter(_limit)
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions { FailureRatio = 1, MinimumThroughput = FailuresToStop, SamplingDuration = s_stop, BreakDuration = s_stop })
            .AddTimeout(options.Value.Details.Timeout)
            .Build();
    }

    /// <summary>What is known of the run behind an alert, or null: there is nothing to look up, or it could not be had.</summary>
    public async Task<RunDetail?> Of(Alert alert, CancellationToken cancellationToken)
    {
        if (!_enabled || alert is not { Digest: null, Recovery: null, ManualStop: false, Outcome: Outcome.Failed or Outcome.Canceled })
        {
            return null;
        }

        try
        {
            return await Shared(alert).WaitAsync(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Without(_logger, ForeignText.OneLine(alert.RunId, 100), alert.Tenant, e.Message);
            return null;
        }
    }

    public void Dispose()
    {
        _known.Dispose();
        _limit.Dispose();
    }

    // One look-up for all destinations of an alert, and for what comes back from the queue. No caller's end is the end of it for others.
    private Task<RunDetail?> Shared(Alert alert)
    {
        lock (_lock)
        {
            return _known.GetOrCreate(
                alert.Key, _ => LookUp(alert), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = s_keep })!;
        }
    }

    private async Task<RunDetail?> LookUp(Alert alert) => await _lookUp.ExecuteAsync(
        async stop => await _amperity.GetRun(alert.Tenant, alert.RunId, stop) is { } run ? RunDetail.From(run) : null, CancellationToken.None);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The failing task of run {RunId} of {Tenant} could not be looked up, so the alert goes out without it: {Reason}")]
        public static partial void Without(ILogger logger, string runId, string tenant, string reason);
    }
}
