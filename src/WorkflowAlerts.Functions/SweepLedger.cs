using Microsoft.Azure.Functions.Worker;
using WorkflowAlerts.Recording;

namespace WorkflowAlerts.Functions;

/// <summary>Forgets what is older than the retention, daily.</summary>
public sealed class SweepLedger(LedgerSweep sweep)
{
    [Function(nameof(SweepLedger))]
    public Task Run([TimerTrigger("%SweepSchedule%")] TimerInfo timer, CancellationToken cancellationToken) => sweep.Run(cancellationToken);
}
