using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Queueing;

/// <summary>
/// The body of a queue message: a name, a version and as many alerts as fit. No property is called <c>id</c> or <c>dequeueCount</c>,
/// because top-level properties of a JSON body shadow the trigger metadata of the same name in Azure Functions.
/// </summary>
public sealed record AlertMessage
{
    /// <summary>What kind of message this is.</summary>
    public const string CurrentName = "workflow-alerts";

    /// <summary>The version this program writes, and the only one it reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>
    /// The most bytes a body may have. A Storage queue takes 64 KiB of Base64, which is 48 KiB of text; the rest is left free.
    /// </summary>
    public const int MaxBytes = 46 * 1024;

    public required string Name { get; init; }

    public required int Version { get; init; }

    public required IReadOnlyList<Alert> Alerts { get; init; }

    /// <summary>Packs alerts into as few bodies as possible, in order.</summary>
    public static IEnumerable<string> Pack(IEnumerable<Alert> alerts)
    {
        List<Alert> packed = [];
        int size = Overhead;
        foreach (Alert alert in alerts)
        {
            int alertSize = JsonSerializer.SerializeToUtf8Bytes(alert, AlertMessageJson.Default.Alert).Length + 1;
            if (packed.Count > 0 && size + alertSize > MaxBytes)
            {
                yield return Write(packed);
                packed = [];
                size = Overhead;
            }

            packed.Add(alert);
            size += alertSize;
        }

        if (packed.Count > 0)
        {
            yield return Write(packed);
        }
    }

    /// <summary>Reads a body.</summary>
    /// <exception cref="UnreadableMessageException">The body is no alert message, or one of another version.</exception>
    public static IReadOnlyList<Alert> Read(string body)
    {
        // The heading comes first: another version's alerts may have another form, and that is no damage.
        MessageHeading? heading = Parse(body, AlertMessageJson.Default.MessageHeading);
        if (heading?.Name != CurrentName)
        {
            throw new UnreadableMessageException(
                $"The queue message is no alert message: its name is not \"{CurrentName}\". Another program writes to this queue; it goes to the poison queue.");
        }

        if (heading.Version != CurrentVersion)
        {
            throw new UnreadableMessageException(
                $"The queue message has version {heading.Version}; this program reads version {CurrentVersion}. Deploy the version that wrote it, or retry it from the poison queue after the update.");
        }

        IReadOnlyList<Alert> alerts = Parse(body, AlertMessageJson.Default.AlertMessage)!.Alerts;
        return alerts.All(IsWhole)
            ? alerts
            : throw new UnreadableMessageException("The queue message has an entry that is no alert of a failed, canceled, recovered or overdue run. It goes to the poison queue.");
    }

    private static bool IsWhole(Alert alert) =>
        alert is { Tenant: not null, RunId: not null }
        && alert is { Outcome: Outcome.Failed or Outcome.Canceled } or { Outcome: Outcome.Succeeded, Recovery: not null } or { Outcome: Outcome.Failing or Outcome.Overdue, Expectation: not null }
        && Enum.IsDefined(alert.Attribution);

    // Neither a cause nor its message is passed on: both can quote the body.
    private static T? Parse<T>(string body, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException e)
        {
            throw new UnreadableMessageException(
                $"The queue message is no alert message: no such JSON at line {e.LineNumber ?? 0}, byte {e.BytePositionInLine ?? 0}. It was put on the queue by another program or damaged; it goes to the poison queue.");
        }
        catch (ArgumentException)
        {
            throw new UnreadableMessageException("The queue message is no alert message: it is no Unicode text. It was damaged; it goes to the poison queue.");
        }
    }

    private static int Overhead { get; } = JsonSerializer.SerializeToUtf8Bytes(Of([]), AlertMessageJson.Default.AlertMessage).Length;

    private static AlertMessage Of(IReadOnlyList<Alert> alerts) => new() { Name = CurrentName, Version = CurrentVersion, Alerts = alerts };

    private static string Write(IReadOnlyList<Alert> alerts) => JsonSerializer.Serialize(Of(alerts), AlertMessageJson.Default.AlertMessage);
}
