using System.Text.RegularExpressions;
using WorkflowAlerts.Chats;

namespace WorkflowAlerts.Delivery;

/// <summary>One webhook, ready to send to. A class and no record, because a record would print its members.</summary>
public sealed partial class Destination
{
    private readonly string[] _secrets;

    internal Destination(string name, DestinationOptions options, IChat chat)
    {
        Name = name;
        Chat = chat;
        Uri uri = new(WebhookAddress.Meant(options.WebhookUrl));
        Url = new WebhookUrl(uri);
        Headers = new Dictionary<string, string>(options.Headers, StringComparer.OrdinalIgnoreCase);
        Burst = options.Pacing.Burst ?? chat.Pacing.Burst;
        Interval = options.Pacing.Interval ?? chat.Pacing.Interval;
        _secrets = SecretsOf(options, uri);
    }

    public string Name { get; }

    /// <summary>What the webhook speaks.</summary>
    public IChat Chat { get; }

    public WebhookUrl Url { get; }

    /// <summary>Headers sent with every message. Their values may be secrets.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>How many messages may go at once.</summary>
    public int Burst { get; }

    /// <summary>How soon one more message is earned.</summary>
    public TimeSpan Interval { get; }

    /// <summary>Takes every part of the address that could be a credential out of a text.</summary>
    public string Redact(string text)
    {
        foreach (string secret in _secrets)
        {
            text = text.Replace(secret, "…", StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    public override string ToString() => $"{Name} ({Chat.Name})";

    // An answer may echo an address in any encoding: what survives them all are its runs of letters and digits. Short ones such as "services" or "1.0" are
    // no secrets, and replacing them would garble every text.
    private static string[] SecretsOf(DestinationOptions options, Uri uri)
    {
        string[] texts = [options.WebhookUrl, uri.AbsoluteUri, uri.PathAndQuery, Uri.UnescapeDataString(uri.PathAndQuery), .. options.Headers.Values];
        IEnumerable<string> runs = texts.Skip(2).SelectMany(text => Runs().Matches(text)).Select(run => run.Value);
        return
        [
            .. texts.Where(text => text.Length >= 4)
                .Concat(runs.Where(run => run is not ("services" or "workflows" or "triggers" or "api-version")))
                .Distinct()
                .OrderByDescending(text => text.Length),
        ];
    }

    [GeneratedRegex("[A-Za-z0-9_-]{8,}", RegexOptions.CultureInvariant)]
    private static partial Regex Runs();
}
