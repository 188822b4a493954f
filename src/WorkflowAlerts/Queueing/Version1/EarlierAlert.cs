using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Queueing.Version1;

/// <summary>What version 0.1 queued: one record for every kind of message.</summary>
internal sealed record EarlierAlert
{
    public required string Tenant { get; init; }

    public required string RunId { get; init; }

    public required Outcome Outcome { get; init; }

    public string? WorkflowType { get; init; }

    public string? WorkflowName { get; init; }

    public string? State { get; init; }

    public Attribution Attribution { get; init; }

    public bool ManualStop { get; init; }

    public string? ErrorType { get; init; }

    public string? ErrorMessage { get; init; }

    public int FurtherErrors { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? StartedBy { get; init; }

    public string? StartedByEmail { get; init; }

    public Streak? Streak { get; init; }

    public EarlierRecovery? Recovery { get; init; }

    public Expectation? Expectation { get; init; }

    public Cascade? Cascade { get; init; }

    public EarlierDigest? Digest { get; init; }

    public bool PossibleRepeat { get; init; }

    public IReadOnlyList<string>? To { get; init; }

    /// <exception cref="UnreadableMessageException">It is none of the kinds.</exception>
    public Message ToMessage() => this switch
    {
        { Digest: { } digest } => OfDigest(digest),
        { Expectation: { } expectation, Outcome: Outcome.Failing or Outcome.Overdue } => OfLateRun(expectation),
        { Recovery: { } recovery, Outcome: Outcome.Succeeded } => OfRecovery(recovery),
        { Outcome: Outcome.Failed or Outcome.Canceled } => OfFailedRun(),
        _ => throw new UnreadableMessageException("The queue message has an entry that is no alert of a failed, canceled, recovered or overdue run. It goes to the poison queue."),
    };

    private Digest OfDigest(EarlierDigest digest) => new()
    {
        Tenant = Tenant, Id = RunId, To = To, PossibleRepeat = PossibleRepeat, IsVersion1 = true, Reason = digest.Reason, Count = digest.Count, First = digest.First,
        Last = EndedAt ?? digest.Last, Number = digest.Card, Cards = digest.Cards, Lines = digest.Groups, Unlisted = digest.Unlisted, Cause = digest.Cause ?? "",
    };

    private LateRun OfLateRun(Expectation expectation) => new()
    {
        Tenant = Tenant, Id = RunId, To = To, PossibleRepeat = PossibleRepeat, IsVersion1 = true, Outcome = Outcome, WorkflowType = WorkflowType ?? "",
        WorkflowName = WorkflowName ?? "", ErrorType = ErrorType ?? "", ErrorMessage = ErrorMessage ?? "", StartedAt = StartedAt, StartedBy = StartedBy,
        Expectation = expectation,
    };

    private Recovery OfRecovery(EarlierRecovery recovery) => new()
    {
        Tenant = Tenant, Id = RunId, To = To, PossibleRepeat = PossibleRepeat, IsVersion1 = true, WorkflowType = WorkflowType ?? "", WorkflowName = WorkflowName ?? "",
        Count = recovery.Count, Since = recovery.Since, StartedAt = StartedAt, WorkedAt = EndedAt ?? recovery.WorkedAt ?? recovery.Since, Runs = recovery.Runs, WasHeld = recovery.WasHeld,
        HeardEarlier = true,
    };

    private FailedRun OfFailedRun() => new()
    {
        Tenant = Tenant, Id = RunId, To = To, PossibleRepeat = PossibleRepeat, IsVersion1 = true, Outcome = Outcome, WorkflowType = WorkflowType ?? "",
        WorkflowName = WorkflowName ?? "", State = State ?? "", Attribution = Attribution, ManualStop = ManualStop, ErrorType = ErrorType ?? "",
        ErrorMessage = ErrorMessage ?? "", FurtherErrors = FurtherErrors, StartedAt = StartedAt, EndedAt = EndedAt, StartedBy = StartedBy,
        StartedByEmail = StartedByEmail, Streak = Streak, Cascade = Cascade,
    };
}
