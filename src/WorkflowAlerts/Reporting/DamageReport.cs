using Microsoft.Extensions.Logging;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Reporting;

/// <summary>Makes troubles of rows that cannot be read, and ends them when the rows are gone or good again.</summary>
public sealed partial class DamageReport(
    DamagedRows damaged, Inspection inspection, Troubles troubles, Attention attention, TimeProvider time, ILogger<DamageReport> logger)
{
    /// <summary>Whether there is something to note.</summary>
    public bool HasNews => damaged.Unreported.Count > 0;

    /// <summary>Notes what was found here since the last time. Whichever instance watches tells it.</summary>
    public async Task Note(CancellationToken cancellationToken)
    {
        foreach (DamagedRow row in damaged.Unreported)
        {
            await troubles.Note(TroubleKind.DamagedRow, row.Place, time.GetUtcNow(), row.Why, cancellationToken);
            damaged.Report(row);
            attention.Call();
        }
    }

    /// <summary>Does so for a caller that goes on either way; what could not be noted is noted next time.</summary>
    public async Task NoteSafely(CancellationToken cancellationToken)
    {
        try
        {
            await Note(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotNoted(logger, e);
        }
    }

    /// <summary>Looks again at the rows that are told to be damaged. Returns whether any is not any more.</summary>
    public async Task<bool> Review(IReadOnlyList<Trouble> open, CancellationToken cancellationToken)
    {
        bool changed = false;
        foreach (Trouble trouble in open.Where(trouble => trouble is { Kind: TroubleKind.DamagedRow, OverAt: null }))
        {
            if (await inspection.LookAt(trouble.Subject, cancellationToken) is null)
            {
                damaged.Forget(trouble.Subject);
                changed |= await troubles.Update(trouble with { OverAt = time.GetUtcNow() }, cancellationToken);
            }
        }

        return changed;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "That rows cannot be read could not be noted in storage; it is tried again.")]
        public static partial void NotNoted(ILogger logger, Exception exception);
    }
}
