using System.Collections.Concurrent;
using System.Net;

namespace WorkflowAlerts.Tests;

/// <summary>The webhooks of all destinations: they accept, or do what they are told to, and remember what came.</summary>
internal sealed class Webhooks(TimeProvider time) : HttpMessageHandler
{
    /// <summary>What came, in order: to which destination, when, and the body.</summary>
    public ConcurrentQueue<(string Destination, DateTimeOffset At, string Body)> Received { get; } = [];

    /// <summary>What happens to a message for a destination; null: it is accepted.</summary>
    public Func<string, Task<HttpResponseMessage>?>? Answer { get; set; }

    /// <summary>Whether no connection is made to a destination.</summary>
    public Func<string, bool>? IsAway { get; set; }

    public static Task<HttpResponseMessage> Of(HttpStatusCode status, string body = "") =>
        Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body) });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string destination = request.RequestUri!.Segments[^1].Replace("-secret", "", StringComparison.Ordinal);
        if (IsAway?.Invoke(destination) == true)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "no connection");
        }

        Received.Enqueue((destination, time.GetUtcNow(), await request.Content!.ReadAsStringAsync(cancellationToken)));
        return await (Answer?.Invoke(destination) ?? Of(HttpStatusCode.OK, "ok"));
    }
}
