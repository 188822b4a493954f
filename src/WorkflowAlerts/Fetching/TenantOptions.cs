namespace WorkflowAlerts.Fetching;

/// <summary>How to reach one Amperity tenant.</summary>
public sealed class TenantOptions
{
    /// <summary>
    /// The API's address. AWS: <c>https://app.amperity.com/api</c>; Azure: <c>https://{tenant}.amperity.com/api</c>;
    /// Australia: <c>https://app-aws-apse2.amperity.com/api</c>. https, or http on loopback. Required.
    /// </summary>
    public string BaseUrl { get; set; } = "";

    /// <summary>The OAuth client id of the API key. With <see cref="ClientSecret"/> and <see cref="TokenUrl"/>; or use <see cref="AccessToken"/>.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The OAuth client secret of the API key. A secret.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>The token endpoint, as the API key's dialog "Get OAuth credentials" shows it.</summary>
    public string TokenUrl { get; set; } = "";

    /// <summary>A token made by hand in Amperity, in place of OAuth credentials. It expires, so they are the better choice. A secret.</summary>
    public string AccessToken { get; set; } = "";

    /// <summary>The API version to ask for, sent as the header <c>api-version</c>. Default: 2024-04-01.</summary>
    public string ApiVersion { get; set; } = "2024-04-01";

    /// <summary>Requests a second, at most. Amperity allows 10 a tenant. Default: 10. Range: 1 to 10.</summary>
    public int RequestsPerSecond { get; set; } = 10;

    /// <summary>Runs a page. Default: 100. Range: 1 to 1000. Amperity documents no maximum.</summary>
    public int PageSize { get; set; } = 100;
}
