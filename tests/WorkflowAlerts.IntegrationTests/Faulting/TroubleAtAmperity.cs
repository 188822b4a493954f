using Microsoft.AspNetCore.Http;
using WorkflowAlerts.IntegrationTests.Proving;

namespace WorkflowAlerts.IntegrationTests.Faulting;

/// <summary>Amperity answers with everything but a good page, one after the other.</summary>
internal sealed class TroubleAtAmperity : FaultScenario
{
    private int _asked;

    public override string Name => "Amperity answers 429, 500, 401, 403, garbage, half a page, a repeated page token, and not at all";

    public override TimeSpan Lasts => TimeSpan.FromSeconds(20);

    public override async Task<bool> Act(string boundary, Moment moment, HttpContext context)
    {
        if (boundary != "amperity GET runs" || moment != Moment.Before)
        {
            return false;
        }

        switch (Interlocked.Increment(ref _asked) % 8)
        {
            case 0:
                return await Answer(context, 429, "{}", retryAfter: "1");
            case 1:
                return await Answer(context, 500, """{"status":500,"message":"Internal error."}""");
            case 2:
                return await Answer(context, 401, """{"status":401,"message":"Unauthorized."}""");
            case 3:
                return await Answer(context, 403, """{"status":403,"message":"Forbidden."}""");
            case 4:
                return await Answer(context, 200, "<html>maintenance</html>");
            case 5:
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = 4000;
                await context.Response.WriteAsync("""{"data":[{"id":"wf-half""");
                return Reset(context);
            case 6:
                context.Response.ContentType = "application/json";
                return await Answer(context, 200, """{"data":[],"next_token":"the-same-again"}""");
            default:
                await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, CancellationToken.None);
                return Reset(context);
        }
    }
}
