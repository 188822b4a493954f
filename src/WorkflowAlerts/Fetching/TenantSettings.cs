namespace WorkflowAlerts.Fetching;

/// <summary>What the fetching step reads out of the configuration.</summary>
internal static class TenantSettings
{
    extension(WorkflowAlertsOptions options)
    {
        /// <exception cref="AmperityException">No such tenant is configured.</exception>
        public TenantOptions ForTenant(string tenant) => options.Tenants.TryGetValue(tenant, out TenantOptions? settings)
            ? settings
            : throw new AmperityException($"Tenant {ForeignText.OneLine(tenant, 100)} is not configured. Add it to Tenants.");
    }

    extension(TenantOptions settings)
    {
        /// <summary>Whether a token made by hand is used. It takes precedence over OAuth credentials.</summary>
        public bool HasStaticToken => !string.IsNullOrWhiteSpace(settings.AccessToken);
    }

    /// <summary>An address out of the configuration.</summary>
    /// <exception cref="AmperityException">It is no absolute http or https address.</exception>
    public static Uri Address(string text, string setting, string tenant) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out Uri? address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address
            : throw new AmperityException($"{setting} of tenant {tenant} is not an address such as https://app.amperity.com/api.");
}
