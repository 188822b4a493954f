using Microsoft.Extensions.Options;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Recording;

namespace WorkflowAlerts.Cli.Operating;

/// <summary>Takes a tenant's checkpoint back, so that the next poll reads from there.</summary>
internal sealed class Rewind(Checkpoints checkpoints, Ledger ledger, IOptions<WorkflowAlertsOptions> options, TimeProvider time)
{
    /// <returns>What was done, or null when somebody else moved the checkpoint meanwhile; then it is where they put it.</returns>
    /// <exception cref="UsageException">The time lies where nothing can be rewound to. Nothing was changed.</exception>
    public async Task<RewindReport?> Run(string tenant, DateTimeOffset to, bool resend, CancellationToken cancellationToken)
    {
        Checkpoint checkpoint = await checkpoints.Read(tenant, cancellationToken)
            ?? throw new UsageException($"{tenant} was never read, so there is nothing to rewind. WorkflowAlerts:Polling:InitialLookback says how far the first poll reaches back.");
        if (to >= checkpoint.Watermark)
        {
            throw new UsageException($"{tenant} is read to {Printable.Of(checkpoint.Watermark)}, and {Printable.Of(to)} is not before that.");
        }

        TimeSpan retention = options.Value.Ledger.Retention;
        if (to < time.GetUtcNow() - retention)
        {
            throw new UsageException($"{Printable.Of(to)} is longer ago than the ledger remembers ({retention.TotalDays:0} days): everything older would be told again. Choose a later time.");
        }

        // First the ledger, then the checkpoint: if this ends in between, saying it again finishes it.
        int reopened = await ledger.Reopen(tenant, to, checkpoint.Watermark + TimeSpan.FromDays(1), resend, cancellationToken);
        return await checkpoints.Rewind(tenant, checkpoint, to, cancellationToken) ? new RewindReport(tenant, checkpoint.Watermark, to, reopened, resend) : null;
    }
}
