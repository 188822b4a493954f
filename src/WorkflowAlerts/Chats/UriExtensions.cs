namespace WorkflowAlerts.Chats;

internal static class UriExtensions
{
    extension(Uri address)
    {
        /// <summary>Whether the host is a domain or below it.</summary>
        public bool IsUnder(string domain) =>
            address.Host.Equals(domain, StringComparison.OrdinalIgnoreCase)
            || address.Host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);
    }
}
