using System.Net;

namespace WorkflowAlerts.Chats;

/// <summary>What came back from a webhook.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body, trimmed; empty where it has 4 KiB or more, or broke off.</param>
/// <param name="RetryAfter">The <c>Retry-After</c> header as a time to wait, where it was sent.</param>
public sealed record WebhookAnswer(HttpStatusCode Status, string Body, TimeSpan? RetryAfter)
{
    /// <summary>The longest that is worth quoting: a page of text would hide what we say about it.</summary>
    private const int MaxQuoted = 150;

    /// <summary>Whether it is a page for people, such as a sign-in: no chat answers with one.</summary>
    public bool IsPage { get; init; } = Body.StartsWith('<');

    /// <summary>Whether the body broke off or stalled. What the status says, it says all the same.</summary>
    public bool IsCut { get; init; }

    /// <summary>Whether the status says yes.</summary>
    public bool IsYes => (int)Status is >= 200 and < 300;

    /// <summary>Whether trying again may help: told to wait, timed out, or the other side's own trouble.</summary>
    public bool IsTransient => Status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)Status >= 500;

    /// <summary>A gateway that gave up waiting does not know whether the message arrived behind it.</summary>
    public bool MayHaveArrived => Status is HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout or HttpStatusCode.RequestTimeout;

    /// <summary>The status and a word of the answer.</summary>
    public string Said(string word) => word.Length is 0 or > MaxQuoted ? $"{(int)Status}" : $"{(int)Status} {word}";

    /// <summary>For an answer that a chat never gives: something in between gave it, and passed nothing on.</summary>
    public DeliveryResult FromGateway(string chat) => new DeliveryResult.RetryLater(
        $"{Said("")}: {chat} never answers like this; a gateway or proxy answered in its place", RetryAfter, MayHaveArrived: false);

    /// <summary>For an answer of which only the status came.</summary>
    public DeliveryResult BrokenOff() =>
        new DeliveryResult.RetryLater($"{Said("")}: the answer broke off", RetryAfter, MayHaveArrived: IsYes);
}
