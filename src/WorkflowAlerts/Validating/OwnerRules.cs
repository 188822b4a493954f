using System.Text.RegularExpressions;
using WorkflowAlerts.Owning;

namespace WorkflowAlerts.Validating;

/// <summary>What must hold of the owners.</summary>
internal static partial class OwnerRules
{
    public static void Check(WorkflowAlertsOptions options, Mistakes mistakes)
    {
        for (int i = 0; i < options.Owners.Count; i++)
        {
            Check(options.Owners[i], $"Owners:{i}", options, mistakes);
        }
    }

    private static void Check(OwnerOptions owner, string path, WorkflowAlertsOptions options, Mistakes mistakes)
    {
        mistakes.Unless(owner.Slack.Count + owner.Teams.Count > 0, path, "names nobody. Give Slack ids, Teams users or both.");
        TenantRules.CheckGlob(owner.Tenant, $"{path}:Tenant", options, mistakes);
        for (int i = 0; i < owner.Slack.Count; i++)
        {
            mistakes.Unless(
                SlackId().IsMatch(owner.Slack[i] ?? ""), $"{path}:Slack:{i}",
                "is no id of a Slack user (U012AB3CD) or user group (S012AB3CD). Copy it from the profile's menu; Slack mentions no names.");
        }

        for (int i = 0; i < owner.Teams.Count; i++)
        {
            TeamsUserOptions user = owner.Teams[i];
            mistakes.Unless(
                Guid.TryParseExact(user.Id, "D", out _) || PrincipalName().IsMatch(user.Id), $"{path}:Teams:{i}:Id",
                "is neither an Entra object id nor a user principal name such as jane@contoso.com.");
            mistakes.Unless(
                ShownName().IsMatch(user.Name), $"{path}:Teams:{i}:Name", "is missing or no plain name. Use letters, digits, spaces and . ' -, at most 80.");
        }
    }

    // https://docs.slack.dev/messaging/formatting-message-text#mentioning-users
    [GeneratedRegex(@"^[UWS][A-Z0-9]{5,30}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SlackId();

    [GeneratedRegex(@"^[^\s@<>""]{1,64}@[^\s@<>""]{1,190}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PrincipalName();

    // Nothing that a TextBlock would take for markdown, or for the end of the mention.
    [GeneratedRegex(@"^(?=.*\p{L})[\p{L}\p{M}\p{N} .'’-]{1,80}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ShownName();
}
