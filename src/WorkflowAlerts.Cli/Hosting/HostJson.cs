using System.Globalization;
using System.Text.Json;

namespace WorkflowAlerts.Cli.Hosting;

/// <summary>The queue settings of <c>host.json</c>, with the defaults of the Functions host, so that the queue behaves here as it does in Azure.</summary>
internal sealed record HostJson
{
    /// <summary>Messages received at once, 1 to 32.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>When fewer messages than this are left in work, the next batch is received.</summary>
    public int NewBatchThreshold { get; init; } = 8 * Environment.ProcessorCount;

    /// <summary>The longest pause between looks at an empty queue.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a message that failed stays hidden before its next try.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.Zero;

    /// <summary>Tries before a message goes to the poison queue.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>Reads <c>host.json</c> in the working folder, or the one that came with the program.</summary>
    /// <exception cref="UsageException">The file cannot be read, or a value is out of range.</exception>
    public static HostJson Load()
    {
        string here = Path.Combine(Directory.GetCurrentDirectory(), "host.json");
        return Load(File.Exists(here) ? here : Path.Combine(AppContext.BaseDirectory, "host.json"));
    }

    internal static HostJson Load(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(
                File.ReadAllText(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return document.RootElement.TryGetProperty("extensions", out JsonElement extensions) && extensions.TryGetProperty("queues", out JsonElement queues)
                ? Parse(queues)
                : new HostJson();
        }
        catch (Exception e) when (e is JsonException or IOException or FormatException or OverflowException or InvalidOperationException)
        {
            throw new UsageException($"{path} cannot be read: {e.Message} Correct extensions.queues in it.", e);
        }
    }

    private static HostJson Parse(JsonElement queues)
    {
        HostJson defaults = new();
        return new HostJson
        {
            BatchSize = Number("batchSize", defaults.BatchSize, 1, 32),
            NewBatchThreshold = Number("newBatchThreshold", defaults.NewBatchThreshold, 0, 1000),
            MaxDequeueCount = Number("maxDequeueCount", defaults.MaxDequeueCount, 1, 1000),
            MaxPollingInterval = Time("maxPollingInterval", defaults.MaxPollingInterval),
            VisibilityTimeout = Time("visibilityTimeout", defaults.VisibilityTimeout),
        };

        int Number(string name, int otherwise, int least, int most)
        {
            int value = queues.TryGetProperty(name, out JsonElement element) ? element.GetInt32() : otherwise;
            return value >= least && value <= most ? value : throw new FormatException($"{name} is {value}; it must be from {least} to {most}.");
        }

        TimeSpan Time(string name, TimeSpan otherwise) =>
            queues.TryGetProperty(name, out JsonElement element) ? TimeSpan.Parse(element.GetString() ?? "", CultureInfo.InvariantCulture) : otherwise;
    }
}
