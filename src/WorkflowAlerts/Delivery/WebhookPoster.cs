using WorkflowAlerts.Telling;
using System.Globalization;
using System.Text;
using WorkflowAlerts.Chats;
using WorkflowAlerts.Connecting;
using WorkflowAlerts.Rendering;

namespace WorkflowAlerts.Delivery;

/// <summary>
/// Posts one message to one webhook and says how it went. It never tries again by itself: a message that is out of sight may have arrived,
/// and only the ledger knows how to label the next one.
/// </summary>
public sealed class WebhookPoster(IHttpClientFactory clients, TimeProvider time)
{
    /// <summary>The name of the HTTP client.</summary>
    internal const string Client = "webhooks";

    /// <summary>The longest a send may take.</summary>
    public static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(15);

    /// <summary>How long a send under way may go on after the program was asked to stop.</summary>
    public static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(2);

    // An answer's body comes with its head or not at all; and the head has said most.
    private static readonly TimeSpan s_bodyTimeout = TimeSpan.FromSeconds(3);

    private const int MaxBody = 4096;
    private const int MaxDetail = 300;

    /// <summary>Posts a message. Total: every failure of the other side is a result and no exception, and so is a stop, which leaves the send <see cref="StopGrace"/>.</summary>
    public async Task<DeliveryResult> Post(Destination destination, RenderedMessage message, CancellationToken cancellationToken)
    {
        // A send that is under way is worth two seconds more: cut off, nobody would know whether it arrived.
        using CancellationTokenSource limit = new(SendTimeout, time);
        using CancellationTokenRegistration stopping = cancellationToken.Register(() => limit.CancelAfter(StopGrace));
        SentBody? sent = null;
        DeliveryResult result;
        try
        {
            result = await destination.Chat.Post(message, body => Send(destination, sent = new SentBody(body), limit.Token));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            result = new DeliveryResult.RetryLater(
                cancellationToken.IsCancellationRequested
                    ? "the program stopped before the answer came"
                    : $"no answer within {SendTimeout.TotalSeconds:0} seconds",
                null, sent!.HasBegun);
        }
        catch (HttpRequestException e) when (e.InnerException is MetadataRefusedException refused)
        {
            result = new DeliveryResult.Refused(refused.Message);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            HttpRequestError error = e switch
            {
                HttpRequestException failure => failure.HttpRequestError,

                // That is how the handler says that it could not connect in its own time.
                OperationCanceledException => HttpRequestError.ConnectionError,
                _ => HttpRequestError.Unknown,
            };
            result = new DeliveryResult.RetryLater(
                $"{destination.Url} could not be reached ({Words(error, sent!.HasBegun)})", null, sent.HasBegun);
        }

        return result with { Detail = Tidy(destination, result.Detail) };
    }

    private async Task<WebhookAnswer> Send(Destination destination, SentBody message, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, destination.Url.Reveal()) { Content = message };
        foreach ((string name, string value) in destination.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage response = await clients.CreateClient(Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        byte[]? body = await ReadBody(response, cancellationToken);
        string text = Encoding.UTF8.GetString(body ?? []).Trim();
        bool isPage = response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml" || text.StartsWith('<');

        // What is longer is no webhook's answer; cut, it could end within a secret that nobody would recognise.
        string whole = body is { Length: < MaxBody } ? text : "";
        return new WebhookAnswer(response.StatusCode, whole, RetryAfter(response)) { IsCut = body is null, IsPage = isPage };
    }

    /// <summary>The body, or its beginning; null where it broke off or did not come.</summary>
    private async Task<byte[]?> ReadBody(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(s_bodyTimeout, time);
        using CancellationTokenRegistration stopping = cancellationToken.Register(patience.Cancel);
        byte[] buffer = new byte[MaxBody];
        try
        {
            await using Stream stream = await response.Content.ReadAsStreamAsync(patience.Token);
            return buffer[..await stream.ReadAtLeastAsync(buffer, MaxBody, throwOnEndOfStream: false, patience.Token)];
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
        _ => null,
    };

    // The answer is foreign text: it may hold anything, even the URL we called.
    private static string Tidy(Destination destination, string detail)
    {
        string oneLine = destination.Redact(string.Concat(detail.Select(c => IsPlain(c) ? c : ' ')));
        return oneLine.Length <= MaxDetail ? oneLine : oneLine[..(MaxDetail - 1)] + "…";
    }

    private static bool IsPlain(char c) => char.GetUnicodeCategory(c) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);

    private static string Words(HttpRequestError error, bool hasBegun) => error switch
    {
        HttpRequestError.ProxyTunnelError => "the proxy refuses to connect to it",
        HttpRequestError.NameResolutionError => "its name does not resolve",
        HttpRequestError.ConnectionError => "no connection",
        HttpRequestError.SecureConnectionError => "no trusted TLS connection",
        _ when !hasBegun => "the connection broke before the message was sent",
        _ => "the connection broke",
    };
}
