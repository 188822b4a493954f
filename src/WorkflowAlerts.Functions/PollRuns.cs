using Microsoft.Azure.Functions.Worker;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Reporting;

namespace WorkflowAlerts.Functions;

/// <summary>Asks Amperity for the runs that ended, on schedule.</summary>
public sealed class PollRuns(Poller poller, QueueWatch queues)
{
    // Never RunOnStartup: it would fire at every cold start and scale-out.
    [Function(nameof(PollRuns))]
    public async Task Run([TimerTrigger("%PollSchedule%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await queues.Measure(cancellationToken);
        await poller.PollAllOrFail(cancellationToken);
    }
}
