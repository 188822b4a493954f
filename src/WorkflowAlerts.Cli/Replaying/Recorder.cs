using System.Net;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>
/// Stands in the place of every way out: each HTTP client of the product ends here, so that no message can leave the process. It answers as Slack and Teams
/// do and keeps what they would have got.
/// </summary>
internal sealed class Recorder(TimeProvider time) : HttpMessageHandler, IHttpClientFactory
{
    // A name that can never be resolved, in case: https://www.rfc-editor.org/rfc/rfc6761#section-6.4
    private const string Host = "replay.invalid";

    private readonly Dictionary<string, Alert> _sending = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ReplayedMessage> _messages = [];

    /// <summary>What would have been sent, in order.</summary>
    public IReadOnlyList<ReplayedMessage> Messages => _messages;

    /// <summary>The address under which a destination's messages are recognised here.</summary>
    public static string AddressOf(string destination) => $"https://{Host}/{destination}";

    /// <summary>Notes what the next message to a destination tells of; a destination has one send under way at a time.</summary>
    public void Sending(Alert alert, string destination) => _sending[destination] = alert;

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string destination = request.RequestUri is { Host: Host } address && address.AbsolutePath.Length > 1
            ? address.AbsolutePath[1..]
            : throw new InvalidOperationException("A replay asks nothing of the network, and this request was for another address than its own.");
        byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        _messages.Add(ReplayedMessage.Of(time.GetUtcNow(), destination, _sending[destination], body));
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("ok") };
    }
}
