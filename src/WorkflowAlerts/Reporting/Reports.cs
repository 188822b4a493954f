using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Reporting;

/// <summary>Makes reports of what the product knows of itself. The same thing makes the same report, which is told once.</summary>
internal static class Reports
{
    private const int ShortId = 12;

    // More are counted; so that a report always fits the queue.
    private const int MostAside = 100;

    public static SelfReport Began(Trouble trouble) => Of(trouble) with { Id = BeganId(trouble) };

    public static SelfReport Ended(Trouble trouble) => Of(trouble) with { Id = $"{Subject(trouble)}-ended", OverAt = trouble.OverAt, Began = HasBegun(trouble) ? BeganId(trouble) : null };

    /// <summary>Tells of messages that were put aside.</summary>
    public static SelfReport Aside(string id, DateTimeOffset since, IReadOnlyList<PoisonedMessage> messages) => new()
    {
        Tenant = Message.Product,
        Id = id,
        Trouble = TroubleKind.Poisoned,
        Since = since,
        Count = messages.Count,
        Aside = [.. messages.SelectMany(Aside).Take(MostAside)],
    };

    private static IEnumerable<AsideMessage> Aside(PoisonedMessage message) =>
        message.Messages()?.Select(one => new AsideMessage(one.Id, one.Tenant, message.Reason)) ?? [new AsideMessage(message.Id[..ShortId], null, message.Reason)];

    private static SelfReport Of(Trouble trouble) => new()
    {
        Tenant = Message.Product,
        Id = Subject(trouble),
        Trouble = trouble.Kind,
        Subject = trouble.Subject,
        Since = trouble.Since,
        Reason = trouble.Reason,
        Count = trouble.Count,
    };

    // What was put aside is announced by itself.
    private static bool HasBegun(Trouble trouble) => trouble.Kind != TroubleKind.Poisoned;

    private static string BeganId(Trouble trouble) => $"{Subject(trouble)}-began";

    private static string Subject(Trouble trouble) => $"{trouble.Kind}-{trouble.Subject}-{trouble.Since:yyyyMMddTHHmmss}";
}
