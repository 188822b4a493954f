using WorkflowAlerts.Matching;
using System.Text.RegularExpressions;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Routing;

namespace WorkflowAlerts.Validating;

/// <summary>What must hold of a tenant.</summary>
internal static partial class TenantRules
{
    /// <summary>Notes a mistake for a glob that none of the configured tenants matches.</summary>
    public static void CheckGlob(string? glob, string path, WorkflowAlertsOptions options, Mistakes mistakes) => mistakes.Unless(
        string.IsNullOrEmpty(glob) || options.Tenants.Count == 0 || options.Tenants.Keys.Any(tenant => Glob.Matches(glob, tenant)), path,
        $"matches none of the tenants: {string.Join(", ", options.Tenants.Keys.Order(StringComparer.Ordinal))}. Correct it, or leave it out.");

    public static void Check(string name, TenantOptions tenant, Mistakes mistakes)
    {
        string path = $"Tenants:{name}";
        mistakes.Unless(Name().IsMatch(name), path, "is no tenant id. Copy it in Amperity under Settings > Security > API keys > Copy tenant ID.");
        mistakes.Address(tenant.BaseUrl, $"{path}:BaseUrl");
        mistakes.Range(tenant.RequestsPerSecond, 1, 10, $"{path}:RequestsPerSecond");
        mistakes.Range(tenant.PageSize, 1, 1000, $"{path}:PageSize");
        mistakes.Unless(ApiVersion().IsMatch(tenant.ApiVersion), $"{path}:ApiVersion", "is no API version. Give a date such as 2024-04-01.");
        Credentials(path, tenant, mistakes);
    }

    private static void Credentials(string path, TenantOptions tenant, Mistakes mistakes)
    {
        bool token = IsThere(tenant.AccessToken, nameof(tenant.AccessToken));
        bool oauth = IsThere(tenant.ClientId, nameof(tenant.ClientId)) || IsThere(tenant.ClientSecret, nameof(tenant.ClientSecret)) || IsThere(tenant.TokenUrl, nameof(tenant.TokenUrl));
        if (token && oauth)
        {
            mistakes.Add(path, "has an AccessToken and OAuth credentials. Keep one: ClientId, ClientSecret and TokenUrl, or AccessToken.");
        }
        else if (!token && !oauth)
        {
            mistakes.Add(path, "has no credentials. Give ClientId, ClientSecret and TokenUrl (in Amperity: Settings > Security > API keys > Get OAuth credentials), or AccessToken.");
        }
        else if (oauth)
        {
            mistakes.Required(tenant.ClientId.Length > 0, $"{path}:ClientId", "is missing. Copy it from the API key's OAuth credentials.");
            mistakes.Required(tenant.ClientSecret.Length > 0, $"{path}:ClientSecret", "is missing. Copy it from the API key's OAuth credentials.");
            mistakes.Address(tenant.TokenUrl, $"{path}:TokenUrl");
        }
        else
        {
            mistakes.Unless(tenant.AccessToken.All(c => c is > ' ' and < (char)0x7f), $"{path}:AccessToken", "has characters no token has. Copy it again, without spaces or line breaks.");
        }

        bool IsThere(string value, string name) => value.Length > 0 || mistakes.IsUnreadable($"{path}:{name}");
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"^([0-9]{4}-[0-9]{2}-[0-9]{2}|unstable)\z", RegexOptions.CultureInvariant)]
    private static partial Regex ApiVersion();
}
