using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Recording;

/// <summary>Lets every store forget what is older than the ledger's retention. To be done daily.</summary>
public sealed partial class LedgerSweep(
    IEnumerable<ISweepable> stores, IOptions<WorkflowAlertsOptions> options, TimeProvider time, ILogger<LedgerSweep> logger)
{
    /// <summary>Sweeps. Returns how many rows went.</summary>
    public async Task<int> Run(CancellationToken cancellationToken)
    {
        Retention retention = new(time.GetUtcNow() - options.Value.Ledger.Retention, options.Value.Tenants.Keys.ToHashSet(StringComparer.Ordinal));
        int swept = 0;
        List<Exception> errors = [];
        foreach (ISweepable store in stores)
        {
            try
            {
                swept += await store.Sweep(retention, cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                // The others are swept all the same.
                errors.Add(e);
            }
        }

        if (errors.Count > 0)
        {
            throw new AggregateException("Not every store could be swept; the others were.", errors);
        }

        Log.Swept(logger, swept, options.Value.Ledger.Retention.TotalDays);
        return swept;
    }

    /// <summary>Sweeps, for a caller that goes on either way: what could not be swept today is swept tomorrow.</summary>
    public async Task RunSafely(CancellationToken cancellationToken)
    {
        try
        {
            await Run(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Not all old rows could be forgotten today; nothing is lost, and it is tried again tomorrow.")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(LogLevel.Information, "Forgot {Rows} rows older than {Days} days.")]
        public static partial void Swept(ILogger logger, int rows, double days);
    }
}
