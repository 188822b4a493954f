using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Fetching;

/// <summary>
/// Reads one run leniently: without an id and a date it cannot be told apart from others, everything else is optional and counts as absent
/// where its type is wrong.
/// </summary>
internal static class RunParser
{
    public static bool TryParse(
        JsonElement json, int position, string tenant, [NotNullWhen(true)] out WorkflowRun? run, [NotNullWhen(false)] out string? problem)
    {
        run = null;
        string? id = json.Field("id").Text();
        if (string.IsNullOrWhiteSpace(id))
        {
            problem = $"Run {position} of the page has no id.";
            return false;
        }

        // A run that has ended but seems not to have would be passed over in silence, so an end that cannot be read is a mistake.
        JsonElement end = json.Field("ended_at");
        DateTimeOffset? endedAt = IsoDate.Parse(end.Text());
        if (endedAt is null && end.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
        {
            problem = $"Run {ForeignText.OneLine(id, 100)}: ended_at {Quote(end)} is not a date.";
            return false;
        }

        DateTimeOffset? createdAt = IsoDate.Parse(json.Field("created_at").Text());
        if (endedAt is null && createdAt is null)
        {
            problem = $"Run {ForeignText.OneLine(id, 100)} has neither a readable created_at nor an ended_at.";
            return false;
        }

        problem = null;
        run = new WorkflowRun
        {
            Id = id,
            Tenant = tenant,
            Type = json.Field("type").Text() ?? "",
            Name = json.Field("name").Text() ?? "",
            State = json.Field("state").Text() ?? "",
            CreatedAt = createdAt,
            EndedAt = endedAt,
            PrincipalId = json.Field("principal_id").Text(),
            PrincipalName = json.Field("principal_name").Text(),
            PrincipalEmail = json.Field("principal_email").Text(),
            LaunchedVersion = json.Field("launched_version").Text(),
            CurrentVersion = json.Field("current_version").Text(),
            WarnAfterMs = json.Field("warn_after_ms").Number(),
            TaskInstances = Tasks(json.Field("task_instances")),
            Errors = RunErrorParser.Parse(json.Field("error")),
        };
        return true;
    }

    private static TaskInstance[] Tasks(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array
            ? [.. json.EnumerateArray().Where(task => task.ValueKind == JsonValueKind.Object).Select(Task)]
            : [];

    private static TaskInstance Task(JsonElement json) => new()
    {
        Id = json.Field("id").Text() ?? "",
        State = json.Field("state").Text() ?? "",
        Tenant = json.Field("tenant").Text() ?? "",
        Label = json.Field("label").Text(),
        TaskDefinitionId = json.Field("task_definition_id").Text(),
        TaskDefinitionType = json.Field("task_definition_type").Text(),
        ExecutionType = json.Field("execution_type").Text(),
        RunId = json.Field("run_id").Text(),
        WorkflowId = json.Field("workflow_id").Text(),
        CreatedAt = IsoDate.Parse(json.Field("created_at").Text()),
        EndedAt = IsoDate.Parse(json.Field("ended_at").Text()),
        StateChangedAt = IsoDate.Parse(json.Field("state_changed_at").Text()),
        TimeoutMs = json.Field("timeout_ms").Number(),
        Errors = RunErrorParser.Parse(json.Field("error")),
    };

    private static string Quote(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"\"{ForeignText.OneLine(value.Text()!, 100)}\"",
        JsonValueKind.Object => "{…}",
        JsonValueKind.Array => "[…]",
        _ => ForeignText.OneLine(value.GetRawText(), 100),
    };
}
