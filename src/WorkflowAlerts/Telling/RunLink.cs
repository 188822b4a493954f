using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Telling;

/// <summary>Makes the address of a run from <see cref="CardOptions.RunUrlTemplate"/>.</summary>
internal static class RunLink
{
    /// <summary>The address, or null where the template makes none. Tenant and id are escaped: they cannot add a path or a query.</summary>
    public static Uri? To(string tenant, string runId, string template)
    {
        string address = template
            .Replace("{tenant}", Uri.EscapeDataString(tenant), StringComparison.Ordinal)
            .Replace("{id}", Uri.EscapeDataString(runId), StringComparison.Ordinal);
        return Uri.TryCreate(address, UriKind.Absolute, out Uri? link) ? link : null;
    }
}
