using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Replaying.Filing;

/// <summary>Writes a run in Amperity's own form (<c>Workflow</c>, API version 2024-04-01), on one line, so that reading it is reading Amperity's answer.</summary>
internal static class RunLine
{
    // Names in other scripts stay readable. No line of the file is ever put into a page.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };

    /// <param name="run">The run.</param>
    /// <param name="emails">Whether the e-mail address of who started it is written: personal data.</param>
    public static ReadOnlyMemory<byte> Of(WorkflowRun run, bool emails)
    {
        ArrayBufferWriter<byte> line = new(1024);
        using (Utf8JsonWriter json = new(line, s_options))
        {
            json.WriteStartObject();
            json.WriteString("tenant", run.Tenant);
            json.WriteString("id", run.Id);
            Text(json, "state", run.State);
            Text(json, "type", run.Type);
            Text(json, "name", run.Name);
            Time(json, "created_at", run.CreatedAt);
            Time(json, "ended_at", run.EndedAt);
            Text(json, "principal_name", run.PrincipalName);
            if (emails)
            {
                // Its id has been seen to hold the address, too.
                Text(json, "principal_id", run.PrincipalId);
                Text(json, "principal_email", run.PrincipalEmail);
            }

            Text(json, "launched_version", run.LaunchedVersion);
            Text(json, "current_version", run.CurrentVersion);
            Number(json, "warn_after_ms", run.WarnAfterMs);
            Errors(json, run.Errors);
            Tasks(json, run.TaskInstances);
            json.WriteEndObject();
        }

        return line.WrittenMemory;
    }

    private static void Tasks(Utf8JsonWriter json, IReadOnlyList<TaskInstance> tasks)
    {
        if (tasks.Count == 0)
        {
            return;
        }

        json.WriteStartArray("task_instances");
        foreach (TaskInstance task in tasks)
        {
            json.WriteStartObject();
            json.WriteString("id", task.Id);
            Text(json, "state", task.State);
            Text(json, "tenant", task.Tenant);
            Text(json, "label", task.Label);
            Text(json, "task_definition_id", task.TaskDefinitionId);
            Text(json, "task_definition_type", task.TaskDefinitionType);
            Text(json, "execution_type", task.ExecutionType);
            Text(json, "run_id", task.RunId);
            Text(json, "workflow_id", task.WorkflowId);
            Time(json, "created_at", task.CreatedAt);
            Time(json, "ended_at", task.EndedAt);
            Time(json, "state_changed_at", task.StateChangedAt);
            Number(json, "timeout_ms", task.TimeoutMs);
            Errors(json, task.Errors);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Errors(Utf8JsonWriter json, IReadOnlyList<RunError> errors)
    {
        if (errors.Count == 0)
        {
            return;
        }

        json.WriteStartArray("error");
        foreach (RunError error in errors)
        {
            json.WriteStartObject();
            json.WriteString("type", error.Type);
            json.WriteString("message", error.Message);
            Text(json, "attribution", error.Attribution == Attribution.None ? null : error.Attribution.ToString().ToLowerInvariant());
            if (error.Data is { } data)
            {
                json.WritePropertyName("data");
                data.WriteTo(json);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            json.WriteString(name, text);
        }
    }

    private static void Number(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
    }

    private static void Time(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } at)
        {
            json.WriteString(name, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
        }
    }
}
