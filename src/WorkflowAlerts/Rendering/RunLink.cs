using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Rendering;

/// <summary>Makes the address of a run from <see cref="CardOptions.RunUrlTemplate"/>.</summary>
internal static class RunLink
{
    /// <summary>The address, or null where the template makes none. Tenant and id are escaped: they cannot add a path or a query.</summary>
    public static Uri? To(Alert alert, string template)
    {
        string address = template
            .Replace("{tenant}", Uri.EscapeDataString(alert.Tenant), StringComparison.Ordinal)
            .Replace("{id}", Uri.EscapeDataString(alert.RunId), StringComparison.Ordinal);
        return Uri.TryCreate(address, UriKind.Absolute, out Uri? link) ? link : null;
    }
}
