using WorkflowAlerts.Matching;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Quieting;

/// <summary>What a quiet window lets through. Every condition that is set must hold; at least one is.</summary>
public sealed class ExceptOptions
{
    /// <summary>Who has to act: <c>customer</c>, <c>platform</c> or <c>none</c>.</summary>
    public Attribution? Attribution { get; set; }

    /// <summary><c>failed</c> or <c>canceled</c>.</summary>
    public Outcome? Outcome { get; set; }

    /// <summary>A glob for the workflow type: <c>*</c> stands for any text, <c>?</c> for one character; case does not matter.</summary>
    public string? Type { get; set; }

    /// <summary>A glob for the workflow name.</summary>
    public string? Name { get; set; }

    /// <summary>A glob for the error type.</summary>
    public string? ErrorType { get; set; }

    /// <summary>The conditions.</summary>
    internal Pattern ToPattern() => new() { Attribution = Attribution, Outcome = Outcome, Type = Type, Name = Name, ErrorType = ErrorType };
}
