using Microsoft.AspNetCore.Http;
using WorkflowAlerts.IntegrationTests.Proving;

namespace WorkflowAlerts.IntegrationTests.Faulting;

/// <summary>A fifth of the requests to storage is refused, and a tenth is done and then answered with an error, so that the next try meets its own write.</summary>
internal sealed class ThrottledStorage : FaultScenario
{
    private int _requests;

    public override string Name => "storage is throttled, and answers break after the write";

    public override async Task<bool> Act(string boundary, Moment moment, HttpContext context)
    {
        if (!boundary.StartsWith("table", StringComparison.Ordinal) && !boundary.StartsWith("queue", StringComparison.Ordinal))
        {
            return false;
        }

        return moment == Moment.Before
            ? Interlocked.Increment(ref _requests) % 5 == 0 && await Answer(context, 503, "ServerBusy")
            : Volatile.Read(ref _requests) % 10 == 3 && await Answer(context, 500, "InternalError");
    }
}
