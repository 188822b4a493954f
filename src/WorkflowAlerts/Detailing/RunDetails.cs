using System.Threading.RateLimiting;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;
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

    /// <summary>What is known of the run behind a message, or null: there is nothing to look up, or it could not be had.</summary>
    public async Task<RunDetail?> Of(Message message, CancellationToken cancellationToken)
    {
        if (!_enabled || !message.HasDetail)
        {
            return null;
        }

        try
        {
            return await Shared(message).WaitAsync(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Without(_logger, Fetching.ForeignText.OneLine(message.Id, 100), message.Tenant, e.Message);
            return null;
        }
    }

    public void Dispose()
    {
        _known.Dispose();
        _limit.Dispose();
    }

    // One look-up for all destinations of a message, and for what comes back from the queue. No caller's end is the end of it for others.
    private Task<RunDetail?> Shared(Message message)
    {
        lock (_lock)
        {
            return _known.GetOrCreate(
                message.Key, _ => LookUp(message), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = s_keep })!;
        }
    }

    private async Task<RunDetail?> LookUp(Message message) => await _lookUp.ExecuteAsync(
        async stop => await _amperity.GetRun(message.Tenant, message.Id, stop) is { } run ? RunDetail.From(run) : null, CancellationToken.None);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The failing task of run {RunId} of {Tenant} could not be looked up, so the alert goes out without it: {Reason}")]
        public static partial void Without(ILogger logger, string runId, string tenant, string reason);
    }
}
