using Microsoft.Azure.Functions.Worker;

namespace WorkflowAlerts.Functions;

/// <summary>Asks Amperity for the runs that ended, on schedule.</summary>
public sealed class PollRuns(PollRound round)
{
    // Never RunOnStartup: it would fire at every cold start and scale-out.
    [Function(nameof(PollRuns))]
    public Task Run([TimerTrigger("%PollSchedule%")] TimerInfo timer, CancellationToken cancellationToken) => round.TickOrFail(cancellationToken);
}
