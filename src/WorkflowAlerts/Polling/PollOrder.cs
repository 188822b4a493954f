using System.Text.Json;

namespace WorkflowAlerts.Polling;

/// <summary>A message on the queue of polls: which tenants to poll, and until when that is worth doing. It holds no secret.</summary>
public sealed record PollOrder
{
    /// <summary>What kind of message this is.</summary>
    public const string CurrentName = "workflow-alerts-poll";

    /// <summary>The version this program writes, and the only one it reads.</summary>
    public const int CurrentVersion = 1;

    public required string Name { get; init; }

    public required int Version { get; init; }

    public required IReadOnlyList<string> Tenants { get; init; }

    /// <summary>After this the next tick has ordered the same anew.</summary>
    public required DateTimeOffset Until { get; init; }

    public static PollOrder Of(IReadOnlyList<string> tenants, DateTimeOffset until) => new() { Name = CurrentName, Version = CurrentVersion, Tenants = tenants, Until = until };

    public string Write() => JsonSerializer.Serialize(this, PollOrderJson.Default.PollOrder);

    /// <summary>Reads a body; null for what is no order of this version. That is no loss: the next tick orders again.</summary>
    public static PollOrder? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, PollOrderJson.Default.PollOrder) is { Name: CurrentName, Version: CurrentVersion } order ? order : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
