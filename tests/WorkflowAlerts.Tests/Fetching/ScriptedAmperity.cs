using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace WorkflowAlerts.Tests.Fetching;

/// <summary>Stands in for Amperity below all of the product's handlers: answers by a script and remembers what it was asked.</summary>
internal sealed class ScriptedAmperity : HttpMessageHandler
{
    public const string FirstToken = "token-aaaaaaaaaaaaaaaa-1";

    private readonly ConcurrentQueue<SeenRequest> _seen = new();
    private int _apiRequests;
    private int _tokenRequests;

    /// <summary>Answers a request of the API, counted from 1. Default: an empty page.</summary>
    public Func<int, CancellationToken, Task<HttpResponseMessage>> Api { get; set; } = (_, _) => Task.FromResult(Json("""{"data":[]}"""));

    /// <summary>Answers a request for a token, counted from 1. Default: a token that lives an hour.</summary>
    public Func<int, CancellationToken, Task<HttpResponseMessage>> Token { get; set; } =
        (n, _) => Task.FromResult(Json($$"""{"access_token":"token-aaaaaaaaaaaaaaaa-{{n}}","expires_in":3600,"token_type":"Bearer"}"""));

    public SeenRequest[] ApiRequests => [.. _seen.Where(request => request.Method == HttpMethod.Get)];

    public SeenRequest[] TokenRequests => [.. _seen.Where(request => request.Method == HttpMethod.Post)];

    public void Answer(params HttpResponseMessage[] responses) => Api = (n, _) => Task.FromResult(responses[Math.Min(n, responses.Length) - 1]);

    public void Answer(params string[] bodies) => Answer([.. bodies.Select(body => Json(body))]);

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        _seen.Enqueue(new SeenRequest(
            request.Method, request.RequestUri!, request.Headers.ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase),
            body, request.Content?.Headers.ContentType?.MediaType));
        return request.Method == HttpMethod.Post
            ? await Token(Interlocked.Increment(ref _tokenRequests), cancellationToken)
            : await Api(Interlocked.Increment(ref _apiRequests), cancellationToken);
    }
}
