using WorkflowAlerts.Chats;
using WorkflowAlerts.Owning;

namespace WorkflowAlerts.Validating;

/// <summary>What must hold of the owners.</summary>
internal static class OwnerRules
{
    public static void Check(WorkflowAlertsOptions options, ChatKinds chats, Mistakes mistakes)
    {
        foreach ((int i, OwnerOptions owner) in options.Owners.Index())
        {
            mistakes.Unless(
                chats.All.Any(chat => chat.Mentions(owner).Any()), $"Owners:{i}",
                $"names nobody. Give people or groups to call in {chats.Names}.");
            TenantRules.CheckGlob(owner.Tenant, $"Owners:{i}:Tenant", options, mistakes);
        }

        foreach (Mistake mistake in chats.All.SelectMany(chat => chat.Mistakes(options.Owners)))
        {
            mistakes.Add($"Owners:{mistake.Path}", mistake.Sentence);
        }
    }
}
