using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WorkflowAlerts.Recording;

/// <summary>Lets the ledger forget what is older than its retention. To be done daily.</summary>
public sealed partial class LedgerSweep(Ledger ledger, IOptions<WorkflowAlertsOptions> options, TimeProvider time, ILogger<LedgerSweep> logger)
{
    /// <summary>Sweeps. Returns how many rows went.</summary>
    public async Task<int> Run(CancellationToken cancellationToken)
    {
        int swept = await ledger.Sweep(time.GetUtcNow() - options.Value.Ledger.Retention, cancellationToken);
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
        [LoggerMessage(LogLevel.Warning, "The ledger could not forget its old rows today; nothing is lost, and it is tried again tomorrow.")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(LogLevel.Information, "The ledger forgot {Rows} rows older than {Days} days.")]
        public static partial void Swept(ILogger logger, int rows, double days);
    }
}
