using WorkflowAlerts.Telling;
using WorkflowAlerts.Grouping;

namespace WorkflowAlerts.Validating;

/// <summary>What must hold of digests and cascades.</summary>
internal static class GroupingRules
{
    public static void Check(WorkflowAlertsOptions options, Mistakes mistakes)
    {
        mistakes.Range(options.Digest.Threshold, 1, 1000, "Digest:Threshold");
        mistakes.Range(options.Digest.MaxCards, 1, 10, "Digest:MaxCards");
        for (int i = 0; i < options.Cascade.Rules.Count; i++)
        {
            CascadeRule rule = options.Cascade.Rules[i];
            mistakes.Unless(rule.From.Length > 0, $"Cascade:Rules:{i}:From", "is missing. Give a glob for the type of the workflow that fails first, such as courier.*.");
            mistakes.Unless(rule.To.Count > 0 && rule.To.All(type => !string.IsNullOrEmpty(type)), $"Cascade:Rules:{i}:To", "is missing. Give globs for the types of the workflows that fail because of it.");
            mistakes.Range(rule.Within, TimeSpan.FromSeconds(1), TimeSpan.FromHours(6), $"Cascade:Rules:{i}:Within");
        }
    }
}
