using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Polling;

namespace WorkflowAlerts.Reporting;

/// <summary>Tells a monitor outside that a poll went well, or that it did not. When this program is gone, the monitor hears nothing, and that is the alarm.</summary>
/// <remarks>https://healthchecks.io/docs/http_api/</remarks>
public sealed partial class Heartbeat(IHttpClientFactory clients, IOptions<WorkflowAlertsOptions> options, TimeProvider time, ILogger<Heartbeat> logger)
{
    /// <summary>The name of the HTTP client.</summary>
    internal const string Client = "heartbeat";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Calls the monitor. A call that fails is logged and nothing else: the next poll calls again.</summary>
    public async Task Beat(IReadOnlyList<PollReport> polls, CancellationToken cancellationToken)
    {
        string address = options.Value.Heartbeat.Url;
        if (address.Length == 0)
        {
            return;
        }

        string[] failed = [.. polls.Where(poll => poll.Error is not null).Select(poll => $"{poll.Tenant}: {Words.Of(poll.Error!)}")];
        using CancellationTokenSource limit = new(Limit, time);
        using CancellationTokenRegistration stopping = cancellationToken.Register(limit.Cancel);
        try
        {
            using StringContent body = new(failed.Length > 0 ? string.Join('\n', failed) : string.Join('\n', polls.Select(poll => $"{poll.Tenant}: {poll.Queued} new alerts")));
            using HttpResponseMessage answer = await clients.CreateClient(Client).PostAsync(failed.Length > 0 ? FailureOf(address) : new Uri(address), body, limit.Token);
            if (!answer.IsSuccessStatusCode)
            {
                Log.Answered(logger, (int)answer.StatusCode);
            }
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // Not the exception: the address is a secret.
            Log.Unreachable(logger);
        }
    }

    private static Uri FailureOf(string address)
    {
        UriBuilder failure = new(address);
        failure.Path = failure.Path.TrimEnd('/') + "/fail";
        return failure.Uri;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The heartbeat's monitor answered {Status}; check Heartbeat:Url.")]
        public static partial void Answered(ILogger logger, int status);

        [LoggerMessage(LogLevel.Warning, "The heartbeat's monitor could not be reached; the next poll calls it again.")]
        public static partial void Unreachable(ILogger logger);
    }
}
