using WorkflowAlerts.Telling;
namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>A message that was posted to a destination.</summary>
internal sealed record Post(DateTimeOffset At, string Channel, ReadOnlyMemory<byte> Body, Answer Answer)
{
    /// <summary>Which post of the trial it is.</summary>
    public required int Number { get; init; }

    /// <summary>Whether people see it.</summary>
    public bool HasArrived => Answer is Answer.Accepted or Answer.Lost;

    /// <summary>What they see.</summary>
    public ShownCard Card => field ??= CardReader.Read(Body);
}
