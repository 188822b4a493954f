using System.Text.RegularExpressions;
using WorkflowAlerts.Chats;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Quieting;

namespace WorkflowAlerts.Validating;

/// <summary>What must hold of a destination.</summary>
internal static partial class DestinationRules
{
    private static readonly HashSet<string> s_framing = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Connection", "Keep-Alive", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Expect", "Proxy-Authorization", "Proxy-Connection",
    };

    public static bool IsName(string name) => Name().IsMatch(name);

    public static void Check(string name, DestinationOptions destination, ChatKinds chats, Mistakes mistakes)
    {
        string path = $"Destinations:{name}";
        mistakes.Unless(IsName(name), path, "is no usable name. Use letters, digits and single hyphens, at most 60.");
        mistakes.Required(!string.IsNullOrWhiteSpace(destination.Kind), $"{path}:Kind", $"is missing. Give {chats.Names}.");
        mistakes.Unless(
            string.IsNullOrWhiteSpace(destination.Kind) || chats.Find(destination.Kind) is not null,
            $"{path}:Kind", $"is no kind of chat. Give {chats.Names}.");
        Webhook(WebhookAddress.Meant(destination.WebhookUrl), destination.Kind, $"{path}:WebhookUrl", chats, mistakes);

        mistakes.Range(destination.Pacing.Burst ?? 1, 1, 1000, $"{path}:Pacing:Burst");
        mistakes.Range(destination.Pacing.Interval ?? TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1), $"{path}:Pacing:Interval");
        mistakes.Unless(QuietText.Days(destination.Weekly.Day) is { Count: 1 }, $"{path}:Weekly:Day", "is no day of the week. Give mon, tue, wed, thu, fri, sat or sun.");
        mistakes.Unless(QuietText.Time(destination.Weekly.Time) < TimeSpan.FromDays(1), $"{path}:Weekly:Time", "is no time of day. Give hh:mm from 00:00 to 23:59.");
        ZoneRules.Check(destination.Weekly.Zone, $"{path}:Weekly:Zone", mistakes);
        foreach ((string header, string value) in destination.Headers)
        {
            mistakes.Unless(
                CanBeSent(header),
                $"{path}:Headers:{header}", "cannot be sent as a header of its own. Use a name such as X-Alert-Secret.");
            mistakes.Unless(
                value is not null && value.All(c => c is >= ' ' and < (char)0x7f), $"{path}:Headers:{header}", "has a value with line breaks or characters beyond ASCII. Use plain ASCII.");
        }
    }

    // HttpClient drops what it takes for a header of the content, and frames the message itself.
    private static bool CanBeSent(string header)
    {
        using HttpRequestMessage request = new();
        return HeaderName().IsMatch(header) && !s_framing.Contains(header) && request.Headers.TryAddWithoutValidation(header, "");
    }

    private static void Webhook(string address, string? kind, string path, ChatKinds chats, Mistakes mistakes)
    {
        if (WebhookAddress.IsBroken(address))
        {
            mistakes.Add(path, "has a blank or a line break in it. Copy the address again, as one line.");
            return;
        }

        if (mistakes.Address(address, path) is not { } url || chats.OwnerOf(url) is not { } owner)
        {
            return;
        }

        if (owner.Mistake(url) is { } mistake)
        {
            mistakes.Add(path, mistake);
        }

        if (chats.Find(kind) is { } chat && chat != owner)
        {
            mistakes.Add(path, $"is a {owner.Name} address, but Kind is {chat.Name}. Set Kind to {owner.Name}.");
        }
    }

    // Also the name of a table column, where a hyphen becomes an underscore.
    [GeneratedRegex(@"^(?=.{1,60}\z)[A-Za-z0-9]+(-[A-Za-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    // https://www.rfc-editor.org/rfc/rfc9110#name-tokens
    [GeneratedRegex(@"^[!#$%&'*+.^_`|~0-9A-Za-z-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex HeaderName();
}
