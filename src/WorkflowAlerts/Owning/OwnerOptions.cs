using WorkflowAlerts.Chats;
using WorkflowAlerts.Matching;

namespace WorkflowAlerts.Owning;

/// <summary>Who owns which workflows. Every condition that is set must hold; unset ones match everything. All entries that match count.</summary>
public sealed class OwnerOptions : CalledOptions
{
    /// <summary>A glob for the tenant id.</summary>
    public string? Tenant { get; set; }

    /// <summary>A glob for the workflow type, for example <c>courier.*</c>.</summary>
    public string? Type { get; set; }

    /// <summary>A glob for the workflow name.</summary>
    public string? Name { get; set; }

    /// <summary>A glob for the e-mail address of the person who started the run.</summary>
    public string? Email { get; set; }

    /// <summary>The conditions.</summary>
    internal Pattern ToPattern() => new() { Tenant = Tenant, Type = Type, Name = Name, Email = Email };
}
