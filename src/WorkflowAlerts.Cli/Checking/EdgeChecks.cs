using WorkflowAlerts.Telling;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Chats;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Rendering;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Cli.Checking;

/// <summary>Tries every system the product talks to.</summary>
internal sealed class EdgeChecks(
    IStorage storage, IAmperityClient amperity, WebhookPoster poster, IOptions<WorkflowAlertsOptions> options,
    TimeProvider time)
{
    private static readonly TimeSpan Page = TimeSpan.FromHours(24);

    public Task<CheckResult> Storage(CancellationToken cancellationToken) => CheckResult.Try(
        "storage",
        async () =>
        {
            await storage.EnsureCreated(cancellationToken);
            return "all queues and tables are there";
        },
        cancellationToken);

    public async Task<IReadOnlyList<CheckResult>> Tenant(string tenant, CancellationToken cancellationToken)
    {
        CheckResult token = await CheckResult.Try(
            $"tenant {tenant}, token",
            async () =>
            {
                await amperity.Authenticate(tenant, cancellationToken);
                return options.Value.Tenants[tenant].AccessToken is { Length: > 0 } token ? OfHand(AccessTokenExpiry.Of(token)) : "granted by the token endpoint";
            },
            cancellationToken);
        string edge = $"tenant {tenant}, runs";
        return token.Failed
            ? [token, CheckResult.Skipped(edge, "not tried without a token")]
            : [token, await CheckResult.Try(edge, () => FirstPage(tenant, cancellationToken), cancellationToken)];
    }

    public async Task<CheckResult> Destination(Destination destination, bool send, CancellationToken cancellationToken)
    {
        string edge = $"destination {destination}";
        if (!send)
        {
            return CheckResult.Skipped(edge, $"{destination.Url} looks right; --send-test posts a test message");
        }

        RenderedMessage message = destination.Chat.Render(TestCard.Of(destination.Name));
        DeliveryResult result = await poster.Post(destination, message, cancellationToken);
        return result switch
        {
            DeliveryResult.Accepted => CheckResult.Ok(edge, $"{destination.Chat.AcceptedMeans} ({result.Detail})"),
            DeliveryResult.RetryLater => new CheckResult("FAILED", edge, $"{result.Detail}. Try again in a minute; alerts would wait and be sent later."),
            _ => new CheckResult("FAILED", edge, result.Detail),
        };
    }

    private string OfHand(DateTimeOffset? expiry) => expiry is { } end
        ? $"made by hand, expires {end:yyyy-MM-dd} ({Math.Floor((end - time.GetUtcNow()).TotalDays)} days left); make a new one before, or use OAuth credentials, which do not expire"
        : "made by hand; when it expires is not known, so OAuth credentials are the better choice";

    private async Task<string> FirstPage(string tenant, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        await foreach (RunPage page in amperity.ListRuns(tenant, new RunFilter { EndedFrom = now - Page, EndedTo = now, Limit = 10 }, cancellationToken))
        {
            return page.Runs.Count + page.Malformed.Count == 0
                ? "readable; no run ended in the last 24 hours"
                : $"readable; {page.Runs.Count} of the runs that ended in the last 24 hours were read";
        }

        return "readable";
    }
}
