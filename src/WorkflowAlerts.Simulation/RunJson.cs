using System.Globalization;
using System.Text.Json.Nodes;

namespace WorkflowAlerts.Simulation;

/// <summary>Runs as they look on the wire.</summary>
public static class RunJson
{
    /// <summary>The list's form: everything but the tasks.</summary>
    public static JsonObject Listed(SimulatedRun run)
    {
        JsonObject json = Overview(run);
        json["principal_id"] = $"google-apps|{run.PrincipalEmail ?? "automated"}";
        json["principal_name"] = run.PrincipalName;
        if (run.PrincipalEmail is not null)
        {
            json["principal_email"] = run.PrincipalEmail;
        }

        json["launched_version"] = "etv-20260210-12345-6AbCDE";
        json["current_version"] = "etv-20260210-12345-6AbCDE";
        json["warn_after_ms"] = 86_400_000;
        if (run.Error is not null)
        {
            json["error"] = run.Error.DeepClone();
        }

        return json;
    }

    /// <summary><c>view=overview</c>: without the error, as Amperity documents it.</summary>
    public static JsonObject Overview(SimulatedRun run)
    {
        JsonObject json = new()
        {
            ["id"] = run.Id,
            ["state"] = run.State,
            ["type"] = run.Type,
            ["name"] = run.Name,
            ["tenant"] = run.Tenant,
            ["created_at"] = Time(run.CreatedAt),
        };
        if (run.EndedAt is { } ended)
        {
            json["ended_at"] = Time(ended);
        }

        return json;
    }

    /// <summary><c>view=verbose</c>: with tasks, of which the last carries the run's error.</summary>
    public static JsonObject Verbose(SimulatedRun run)
    {
        JsonObject json = Listed(run);
        string suffix = run.Id[3..];
        json["task_instances"] = new JsonArray(
            Task(run, $"wft-{suffix}-1", "Loading source tables", "succeeded", null),
            Task(run, $"wft-{suffix}-2", $"Running {run.Name}", run.Error is null ? "succeeded" : "failed", run.Error));
        return json;
    }

    private static JsonObject Task(SimulatedRun run, string id, string label, string state, JsonNode? error)
    {
        JsonObject task = new()
        {
            ["id"] = id,
            ["state"] = state,
            ["tenant"] = run.Tenant,
            ["label"] = label,
            ["workflow_id"] = run.Id,
            ["task_definition_type"] = run.Type,
            ["execution_type"] = "spark-sql",
            ["created_at"] = Time(run.CreatedAt),
        };
        if (run.EndedAt is { } ended)
        {
            task["ended_at"] = Time(ended);
        }

        if (error is not null)
        {
            task["error"] = error is JsonArray array ? array[0]?.DeepClone() : error.DeepClone();
        }

        return task;
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
