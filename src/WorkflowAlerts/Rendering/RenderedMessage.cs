namespace WorkflowAlerts.Rendering;

/// <summary>A request body ready to post.</summary>
/// <param name="Body">UTF-8 JSON within the destination's limits.</param>
/// <param name="PlainBody">The same as text alone, for a destination that refuses the rich form, rendered when it does; null where there is no such form.</param>
public sealed record RenderedMessage(ReadOnlyMemory<byte> Body, Lazy<ReadOnlyMemory<byte>>? PlainBody = null);
