using WorkflowAlerts.Telling;
using System.Globalization;
using System.Net.Http.Headers;
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

    private const int MaxBody = 4096;
    private const int MaxDetail = 300;

    /// <summary>Posts a message. Total: every failure of the other side is a result and no exception, and so is a stop, which leaves the send <see cref="StopGrace"/>.</summary>
    public async Task<DeliveryResult> Post(Destination destination, RenderedMessage message, CancellationToken cancellationToken)
    {
        // A send that is under way is worth two seconds more: cut off, nobody would know whether it arrived.
        using CancellationTokenSource limit = new(SendTimeout, time);
        using CancellationTokenRegistration stopping = cancellationToken.Register(() => limit.CancelAfter(StopGrace));
        DeliveryResult result;
        try
        {
            result = await destination.Chat.Post(message, body => Send(destination, body, limit.Token));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            result = new DeliveryResult.RetryLater(
                cancellationToken.IsCancellationRequested ? "the program stopped before the answer came" : $"no answer within {SendTimeout.TotalSeconds:0} seconds", null, MayHaveArrived: true);
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
            bool neverConnected = error is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError;
            result = new DeliveryResult.RetryLater($"{destination.Url} could not be reached ({Words(error)})", null, !neverConnected);
        }

        return result with { Detail = Tidy(destination, result.Detail) };
    }

    private async Task<WebhookAnswer> Send(Destination destination, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, destination.Url.Reveal()) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        foreach ((string name, string value) in destination.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage response = await clients.CreateClient(Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return new WebhookAnswer(response.StatusCode, await ReadBody(response, cancellationToken), RetryAfter(response));
    }

    private static async Task<string> ReadBody(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[MaxBody];
        await using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        int length = await stream.ReadAtLeastAsync(buffer, MaxBody, throwOnEndOfStream: false, cancellationToken);

        // What is longer is no webhook's answer; cut, it could end within a secret that nobody would recognise.
        return length < MaxBody ? Encoding.UTF8.GetString(buffer, 0, length).Trim() : "";
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

    private static string Words(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "its name does not resolve",
        HttpRequestError.ConnectionError => "no connection",
        HttpRequestError.SecureConnectionError => "no trusted TLS connection",
        _ => "the connection broke",
    };
}
