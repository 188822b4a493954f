using System.Text.Json;
using Json.Schema;

namespace WorkflowAlerts.Tests.Describing;

/// <summary>What an editor would say to a settings file.</summary>
internal static class Verdict
{
    private static readonly JsonSchema s_schema = JsonSchema.FromText(SettingsSchema.Generate());

    /// <summary>The places in the file that are refused, as JSON pointers; none: it is good.</summary>
    public static IReadOnlyList<string> Of(string settings)
    {
        using JsonDocument file = JsonDocument.Parse(settings, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        EvaluationResults results = s_schema.Evaluate(file.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return results.IsValid ? [] : [.. (results.Details ?? []).Where(detail => !detail.IsValid).Select(detail => detail.InstanceLocation.ToString()).Distinct()];
    }

    /// <summary>The same for the content of the section.</summary>
    public static IReadOnlyList<string> OfSection(string section) => Of($$"""{ "WorkflowAlerts": {{section}} }""");
}
