namespace WorkflowAlerts.Delivery;

/// <summary>One webhook, ready to send to. A class and no record, because a record would print its members.</summary>
public sealed class Destination
{
    private readonly string[] _secrets;

    internal Destination(string name, DestinationOptions options)
    {
        Name = name;
        Kind = options.Kind ?? throw new ArgumentException($"The destination {name} has no kind.", nameof(options));
        Uri uri = new(options.WebhookUrl);
        Url = new WebhookUrl(uri);
        Headers = new Dictionary<string, string>(options.Headers, StringComparer.OrdinalIgnoreCase);
        Burst = options.Pacing.Burst ?? (Kind == DestinationKind.Slack ? 5 : 10);
        Interval = options.Pacing.Interval ?? TimeSpan.FromSeconds(Kind == DestinationKind.Slack ? 1 : 20);
        _secrets = [.. SecretsOf(uri, options), .. Headers.Values];
    }

    public string Name { get; }

    public DestinationKind Kind { get; }

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

    public override string ToString() => $"{Name} ({Kind})";

    // Short parts such as "services" or "1.0" are no secrets, and replacing them would garble every text.
    private static IEnumerable<string> SecretsOf(Uri uri, DestinationOptions options) =>
        new[] { options.WebhookUrl, uri.AbsoluteUri, uri.PathAndQuery }
            .Concat(uri.AbsolutePath.Split('/').Concat(uri.Query.Split('?', '&', '=')).Where(part => part.Length >= 8 && part is not ("services" or "workflows" or "triggers" or "api-version")))
            .SelectMany(part => new[] { part, Uri.UnescapeDataString(part) })
            .Where(part => part.Length >= 8)
            .Distinct()
            .OrderByDescending(part => part.Length);
}
