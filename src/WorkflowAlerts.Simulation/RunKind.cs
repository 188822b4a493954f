using System.Text.Json.Nodes;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Simulation;

/// <summary>One way for a run to end, as Amperity has been seen or documented to tell it.</summary>
public sealed record RunKind(string State, Attribution Attribution = Attribution.None, bool Alerts = true)
{
    public static readonly RunKind Success = new("succeeded", Alerts: false);

    public string? Name { get; init; }

    public bool Ends { get; init; } = true;

    public bool ManualStop { get; init; }

    public bool Canceled { get; init; }

    public JsonNode? Error { get; init; }

    public SimulatedRun Shape(SimulatedRun run) => run with
    {
        Error = Error?.DeepClone(), ExpectsAlert = Alerts, ExpectedAttribution = Attribution, ManualStop = ManualStop, Canceled = Canceled,
    };

    /// <summary>Every way but success.</summary>
    public static RunKind[] All() =>
    [
        new("failed", Attribution.Customer)
        {
            Error = ErrorOf("amperity.workflow.task.stitch/table", "Found table in an invalid state.", "customer", new JsonObject { ["table"] = "Orders" }),
        },
        new("failed", Attribution.Platform)
        {
            Error = ErrorOf("amperity.compute.spark/executor-lost", "The Spark cluster lost its executors.\nAttempt 3 of 3 failed.\nSee the cluster's log.", "platform"),
        },
        new("failed") { Error = ErrorOf("amperity.bridge/sync", "The share could not be read.", null) },
        new("canceled")
        {
            Canceled = true, ManualStop = true, Error = ErrorOf("amperity.workflow.workflow.repository.core/cancel", "Workflow manually stopped", "customer"),
        },
        new("Failed", Attribution.Customer)
        {
            Error = new JsonArray(
                ErrorOf("amperity.courier.sftp/credentials", "Permission denied (publickey).", "Customer", JsonValue.Create("sftp.example")),
                ErrorOf("amperity.courier.group/partial", "2 of 5 couriers failed.", "platform")),
        },
        new("cancelled") { Canceled = true },
        new("failed", Attribution.Platform) { Error = ErrorOf("amperity.storage.warehouse/timeout", "The warehouse did not answer in time.", "platform", new JsonArray(1, "two", null)) },
        new("Running with failures", Alerts: false) { Ends = false },
        new("Aborted by maintenance", Attribution.Platform) { Error = ErrorOf("amperity.platform/maintenance", "The run ended during maintenance.", "platform") },
        new("Stopped")
        {
            Canceled = true, ManualStop = true, Error = ErrorOf("amperity.workflow.workflow.repository.core/cancel", "Workflow manually stopped", null),
        },
        new("failed", Attribution.Customer)
        {
            Name = "Hostile <!channel> <@U012AB3CD> [free](https://example.com) <at>Everyone</at> *bold* 🧦",
            Error = ErrorOf("amperity.sql/parse", "Unexpected token near `<!here>` & \"{0}\": " + string.Concat(Enumerable.Repeat("SELECT 🧦 FROM socks; ", 600)), "customer"),
        },
        new("In progress", Alerts: false) { Ends = false },
    ];

    private static JsonObject ErrorOf(string type, string message, string? attribution, JsonNode? data = null)
    {
        JsonObject error = new() { ["type"] = type, ["message"] = message, ["data"] = data };
        if (attribution is not null)
        {
            error["attribution"] = attribution;
        }

        return error;
    }
}
