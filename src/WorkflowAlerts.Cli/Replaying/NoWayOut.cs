using System.Net;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>
/// Stands in the place of every way out: each HTTP client of the product ends here, so that no message can leave the process. It answers as Slack and Teams
/// do when they take a message.
/// </summary>
internal sealed class NoWayOut : HttpMessageHandler, IHttpClientFactory
{
    // A name that can never be resolved, in case: https://www.rfc-editor.org/rfc/rfc6761#section-6.4
    private const string Host = "replay.invalid";

    /// <summary>An address that stands for a secret one.</summary>
    public static string AddressOf(string what) => $"https://{Host}/{what}";

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => request.RequestUri?.Host == Host
        ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("ok") })
        : throw new InvalidOperationException("A replay asks nothing of the network, and this request was for another address than its own.");
}
