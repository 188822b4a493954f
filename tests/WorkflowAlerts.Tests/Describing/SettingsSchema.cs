using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowAlerts.Tests.Describing;

/// <summary>The schema of a whole settings file, in both its forms: with sections, or <c>local.settings.json</c> with one line a setting.</summary>
internal static class SettingsSchema
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Generate()
    {
        JsonObject section = SectionSchema.Generate();
        JsonObject schema = new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Settings of Workflow Alerts",
            ["description"] =
                "appsettings.json with the section WorkflowAlerts, or local.settings.json with one line a setting under Values. Nothing is required, because settings can also be environment variables; \"workflow-alerts check\" says what is missing. The program takes names in any case; this schema holds them to the spelling of the documentation.",
            ["type"] = "object",
            ["if"] = new JsonObject { ["required"] = new JsonArray("Values") },
            ["then"] = Local(FlatSchema.Of(section)),
            ["else"] = WithSections(section),
        };
        return schema.ToJsonString(s_indented) + "\n";
    }

    private static JsonObject Local(JsonObject values)
    {
        foreach ((string name, JsonNode? setting) in Beside().ToArray())
        {
            values["properties"]![name] = setting!.DeepClone();
        }

        return new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["IsEncrypted"] = new JsonObject { ["description"] = "Must be false: encrypted settings are not read. \"func settings decrypt\" makes them readable.", ["const"] = false },
                ["Values"] = values,

                // Where there are Values, nothing else is read.
                [WorkflowAlertsOptions.Section] = false,
            },
        };
    }

    private static JsonObject WithSections(JsonObject section)
    {
        JsonObject properties = Beside();
        properties[WorkflowAlertsOptions.Section] = section;
        return new JsonObject { ["properties"] = properties };
    }

    private static JsonObject Beside() => new()
    {
        ["AzureWebJobsStorage"] = Described("The storage: a connection string, or UseDevelopmentStorage=true for Azurite. Without it the command line starts an Azurite of its own."),
        ["PollSchedule"] = Described("When to poll: NCRONTAB, six fields with seconds first, UTC. Goes before Polling:Schedule."),
        ["SweepSchedule"] = Described("When the function app forgets old days of the ledger: NCRONTAB, six fields with seconds first, UTC."),
    };

    private static JsonObject Described(string description) => new() { ["description"] = description };
}
