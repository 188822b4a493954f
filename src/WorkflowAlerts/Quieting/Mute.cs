using WorkflowAlerts.Matching;

namespace WorkflowAlerts.Quieting;

/// <summary>Somebody asked for silence for a while. What comes meanwhile is kept, and told in one card when it is over.</summary>
/// <param name="Id">What names it.</param>
/// <param name="Tenant">A glob for the tenant; null: every one.</param>
/// <param name="Type">A glob for the workflow type.</param>
/// <param name="Name">A glob for the workflow name.</param>
/// <param name="Until">When it ends.</param>
/// <param name="Reason">Why, in that person's words.</param>
/// <param name="CreatedAt">When it was asked for.</param>
public sealed record Mute(string Id, string? Tenant, string? Type, string? Name, DateTimeOffset Until, string Reason, DateTimeOffset CreatedAt)
{
    /// <summary>The longest mute: whoever wants more has forgotten about it.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    internal Pattern ToPattern() => new() { Tenant = Tenant, Type = Type, Name = Name };
}
