using System.Text.RegularExpressions;
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

    public static void Check(string name, DestinationOptions destination, Mistakes mistakes)
    {
        string path = $"Destinations:{name}";
        mistakes.Unless(IsName(name), path, "is no usable name. Use letters, digits and single hyphens, at most 60.");
        mistakes.Required(destination.Kind is not null, $"{path}:Kind", "is missing. Give Slack or Teams.");
        if (mistakes.Address(destination.WebhookUrl, $"{path}:WebhookUrl") is { } url)
        {
            Webhook(url, destination.Kind, $"{path}:WebhookUrl", mistakes);
        }

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

    private static void Webhook(Uri url, DestinationKind? kind, string path, Mistakes mistakes)
    {
        bool slackHost = IsUnder(url, "slack.com") || IsUnder(url, "slack-gov.com");
        bool flowHost = IsUnder(url, "logic.azure.com") || IsUnder(url, "powerplatform.com");
        if (IsUnder(url, "webhook.office.com") || (IsUnder(url, "outlook.office.com") && url.AbsolutePath.StartsWith("/webhook", StringComparison.OrdinalIgnoreCase)))
        {
            mistakes.Add(path, "is an Office 365 connector; Microsoft switched them all off in May 2026. In the Teams channel choose Workflows > \"Send webhook alerts to a channel\" and use its URL.");
        }
        else if (slackHost && kind == DestinationKind.Teams)
        {
            mistakes.Add(path, "is a Slack address, but Kind is Teams. Set Kind to Slack.");
        }
        else if (flowHost && kind == DestinationKind.Slack)
        {
            mistakes.Add(path, "is a Teams workflow's address, but Kind is Slack. Set Kind to Teams.");
        }
        else if (slackHost && !url.AbsolutePath.StartsWith("/services/", StringComparison.Ordinal))
        {
            mistakes.Add(path, "is no incoming webhook (a Workflow Builder trigger takes 10 messages a minute and other content). Make an app with \"Incoming Webhooks\" and use its URL, https://hooks.slack.com/services/….");
        }
        else if (flowHost && !url.Query.Contains("sig=", StringComparison.Ordinal))
        {
            mistakes.Add(path, "has lost its sig, so the flow would refuse every message. Copy the whole URL from the flow's trigger, up to its end; in a shell put it into quotes.");
        }
    }

    private static bool IsUnder(Uri url, string domain) =>
        url.Host.Equals(domain, StringComparison.OrdinalIgnoreCase) || url.Host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);

    // Also the name of a table column, where a hyphen becomes an underscore.
    [GeneratedRegex(@"^(?=.{1,60}\z)[A-Za-z0-9]+(-[A-Za-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    // https://www.rfc-editor.org/rfc/rfc9110#name-tokens
    [GeneratedRegex(@"^[!#$%&'*+.^_`|~0-9A-Za-z-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex HeaderName();
}
