using WorkflowAlerts.Telling;
namespace WorkflowAlerts.IntegrationTests.Judging.Generating;

/// <summary>A stretch of a history.</summary>
internal sealed record Episode(EpisodeKind Kind, int Workflow, int Tenant, int Minute, int Count, int Gap, int Heals, string Attribution,
    int Late);

internal enum EpisodeKind
{
    Failure,
    Streak,
    Storm,
    Cascade,
    Canceled,
    Stopped,

    /// <summary>The same id again, with another end.</summary>
    Again,

    /// <summary>It fails, works, and fails again in the same minute.</summary>
    Bounce,
    Success,
}
