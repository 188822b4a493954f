using Microsoft.Extensions.Logging.Abstractions;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Tests.Storage;

internal static class Damage
{
    /// <summary>A place for damaged rows where none are expected.</summary>
    public static DamagedRows None() => new(NullLogger<DamagedRows>.Instance);
}
