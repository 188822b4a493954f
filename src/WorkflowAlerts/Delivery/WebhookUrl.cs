namespace WorkflowAlerts.Delivery;

/// <summary>
/// A webhook's address, which is a credential: whoever has it can post. It prints as its host only, so that no log, error or trace can carry it by accident.
/// </summary>
public sealed class WebhookUrl(Uri uri)
{
    private readonly Uri _uri = uri;

    /// <summary>The address itself, for the one place that sends.</summary>
    public Uri Reveal() => _uri;

    public override string ToString() => $"{_uri.Scheme}://{_uri.Authority}/…";
}
