namespace WorkflowAlerts.Fetching;

/// <summary>Tells the handlers below the client which tenant a request is for.</summary>
internal static class TenantOfRequest
{
    private static readonly HttpRequestOptionsKey<string> s_key = new("tenant");

    extension(HttpRequestMessage request)
    {
        /// <summary>The tenant as it is named in the configuration.</summary>
        public string Tenant
        {
            get => request.Options.TryGetValue(s_key, out string? tenant) ? tenant : throw new InvalidOperationException("The request names no tenant.");
            set => request.Options.Set(s_key, value);
        }
    }
}
