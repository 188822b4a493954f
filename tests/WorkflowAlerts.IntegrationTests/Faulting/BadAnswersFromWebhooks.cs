using Microsoft.AspNetCore.Http;
using WorkflowAlerts.IntegrationTests.Proving;

namespace WorkflowAlerts.IntegrationTests.Faulting;

/// <summary>Every fifth post gets one of the bad answers there are; what reached the channel before its answer broke is a labelled repeat.</summary>
internal sealed class BadAnswersFromWebhooks : FaultScenario
{
    private int _posts;
    private int _bad;

    public override string Name => "a fifth of the webhooks' answers is bad";

    public override async Task<bool> Act(string boundary, Moment moment, HttpContext context)
    {
        if (boundary is not ("slack POST" or "teams POST"))
        {
            return false;
        }

        if (moment == Moment.After)
        {
            return context.Items.ContainsKey("reset") && Reset(context);
        }

        if (Interlocked.Increment(ref _posts) % 5 != 0)
        {
            return false;
        }

        bool slack = boundary == "slack POST";
        switch (Interlocked.Increment(ref _bad) % 8)
        {
            case 0:
                return await Answer(context, 429, slack ? "rate_limited" : "", retryAfter: "1");
            case 1:
                return await Answer(context, 429, slack ? "rate_limited" : "");
            case 2:
                return await Answer(context, 500, "rollup_error");
            case 3:
                await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, context.RequestAborted);
                return false;
            case 4:
                return Reset(context);
            case 5:
                context.Items["reset"] = true;
                return false;
            case 6:
                return await Answer(context, 200, slack ? "not what Slack says" : """{"error":{"code":"SomethingElse","message":"Not posted."}}""");
            default:
                return await Answer(context, 503);
        }
    }
}
