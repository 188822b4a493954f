using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Tests.Queueing;

/// <summary>A message of every kind, with something in every field.</summary>
internal static class EveryKind
{
    private static readonly DateTimeOffset Six = new(2026, 6, 19, 6, 0, 0, TimeSpan.Zero);

    private static readonly RunGroup Group = new()
    {
        Tenant = "socktown", WorkflowType = "campaign.send", WorkflowName = "Win-back", ErrorType = "timeout", Outcome = Outcome.Canceled, Attribution = Attribution.Platform,
        ManualStop = true, Count = 4, First = Six, Last = Six.AddMinutes(9), RunIds = ["wf-7", "wf-6", "wf-5"],
    };

    public static readonly FailedRun Failed = new()
    {
        Tenant = "socktown", Id = "wf-1", To = ["data-team"], PossibleRepeat = true, WaitsSince = Six.AddMinutes(1), Outcome = Outcome.Canceled, WorkflowType = "courier.group/run",
        WorkflowName = "Daily", State = "stopped", Attribution = Attribution.Customer, ManualStop = true, ErrorType = "t", ErrorMessage = "m", FurtherErrors = 2,
        StartedAt = Six.AddMinutes(-5), EndedAt = Six, StartedBy = "Ada", StartedByEmail = "ada@socktown.example",
        Streak = new Streak { Count = 2, Since = Six.AddHours(-1), LastSuccess = Six.AddHours(-2), Earlier = [new EarlierRun("wf-0", Six.AddHours(-1)) { Attribution = Attribution.Platform, ErrorType = "e" }] },
        Cascade = new Cascade { Count = 5, Names = ["Win-back"], Groups = [Group] },
    };

    public static readonly Recovery Recovered = new()
    {
        Tenant = "socktown", Id = "wf-2", To = ["data-team"], WorkflowType = "courier.group/run", WorkflowName = "Daily", Count = 2, Since = Six, StartedAt = Six.AddMinutes(20),
        WorkedAt = Six.AddMinutes(30), FailedAgainAt = Six.AddMinutes(40), WasHeld = true, HeardEarlier = true,
        Runs = [new EarlierRun("wf-1", Six)], Heard = [new EarlierRun("wf-1", Six) { Attribution = Attribution.Customer, ErrorType = "e" }],
    };

    public static readonly Digest Digest = new()
    {
        Tenant = "socktown", Id = "digest-0123456789abcdef0123-2", To = ["data-team"], Reason = DigestReason.Mute, Count = 30, First = Six, Last = Six.AddHours(1), Number = 2, Cards = 3,
        Lines = [Group], Unlisted = 7, Cause = "a migration",
    };

    public static readonly LateRun Late = new()
    {
        Tenant = "socktown", Id = "wf-3", To = ["data-team"], Outcome = Outcome.Overdue, WorkflowType = "courier.group/run", WorkflowName = "Daily", ErrorType = "t", ErrorMessage = "m",
        StartedAt = Six, StartedBy = "Ada", Expectation = new Expectation { Start = Six, Usual = TimeSpan.FromMinutes(3), Runs = 14, NoticedAt = Six.AddMinutes(9) },
    };

    public static readonly WeeklyReport Weekly = new()
    {
        Tenant = Message.Product, Id = "weekly-20260619T0600", To = ["data-team"], End = Six, Tenants = ["socktown", "acme"],
        Week = new WeekSummary { Succeeded = 9, Failed = 3, Canceled = 2, ForCustomer = 1, ForPlatform = 1, ForNobody = 1, TimeToRecover = TimeSpan.FromMinutes(7), Worst = [new WorkflowFailures("Daily", 2)] },
        Before = new WeekSummary { Succeeded = 4 },
    };

    public static readonly SelfReport Report = new()
    {
        Tenant = Message.Product, Id = "Poisoned-ended", To = ["data-team"], Trouble = TroubleKind.Poisoned, Subject = "s", Since = Six, Reason = "r", Count = 3, OverAt = Six.AddHours(1),
        Aside = [new AsideMessage("wf-1", "socktown", "why"), new AsideMessage("0123", null, "why")], Began = "Poisoned-began",
    };

    public static IReadOnlyList<Message> All { get; } = [Failed, Recovered, Digest, Late, Weekly, Report];
}
