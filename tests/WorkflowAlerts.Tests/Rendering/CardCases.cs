using WorkflowAlerts.Telling;
using System.Text;
using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Chats.Teams;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Detailing;
using WorkflowAlerts.Rendering;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Weekly;

namespace WorkflowAlerts.Tests.Rendering;

/// <summary>The cards both renderers are held to, by name.</summary>
internal static class CardCases
{
    /// <summary>Everything that means something to Slack, Teams, a terminal or a text layout.</summary>
    public const string Hostile =
        "<!channel> <!here> <@U012AB3CD> <#C123|general> @here #general <https://evil.example|click> <at>Everyone</at> <<at>at>x</at> [click](http://evil.example) "
        + "https://evil.example www.evil.example &amp; &lt; **bold** *bold* _italic_ ~gone~ `code` ``` fence ``` {{DATE(2026-01-01T00:00:00Z)}} :smile: "
        + "\u202Eback\u2066wards\u200B\uFEFF\u001B[31m\0 \ud83d \udc00 \U000E0041 end";

    private static readonly DateTimeOffset Started = new(2026, 6, 19, 4, 0, 18, 764, TimeSpan.Zero);

    public static readonly FailedRun CustomerFailed = new()
    {
        Tenant = "socktown",
        Id = "wf-20260619-14418-6UhqSe",
        Outcome = Outcome.Failed,
        WorkflowType = "campaign.send",
        WorkflowName = "Customer Attribute Daily",
        State = "failed",
        Attribution = Attribution.Customer,
        ErrorType = "amperity.workflow.task.stitch/table",
        ErrorMessage = "Found table in an invalid state.",
        StartedAt = Started,
        EndedAt = Started.AddMinutes(2).AddSeconds(51),
        StartedBy = "Justin Scott",
        StartedByEmail = "justin.scott@socktown.example",
    };

    private static readonly Recovery Recovered = new()
    {
        Tenant = "socktown",
        Id = "wf-20260619-14500-b7Kq2z",
        WorkflowType = "courier.group/run",
        WorkflowName = "Nightly couriers",
        WorkedAt = Started.AddHours(2).AddMinutes(5),
        Count = 4,
        Since = Started,
        Runs = [.. Enumerable.Range(0, 4).Select(i => new EarlierRun($"wf-20260619-1441{i}-6UhqSe", Started.AddMinutes(90 - (30 * i))))],
    };

    private static RunGroup Group(string name, int count, Outcome outcome) => new()
    {
        Tenant = "socktown",
        WorkflowName = name,
        WorkflowType = "courier.group/run",
        ErrorType = outcome == Outcome.Failed ? "amperity.courier/connect" : "",
        Outcome = outcome,
        Count = count,
        First = Started,
        Last = Started.AddMinutes(count),
        RunIds = [.. Enumerable.Range(0, Math.Min(count, 3)).Select(i => $"wf-20260619-1500{i}-Zt4mQx")],
    };

    private static Digest Storm(DigestReason reason) => new()
    {
        Tenant = "socktown",
        Id = "digest-5f2e1c0a9b8d7e6f5a4b",
        Reason = reason,
        Count = 415,
        First = Started,
        Last = Started.AddMinutes(412),
        Lines = [Group("Snowflake – Orders (hourly)", 412, Outcome.Failed), Group("Win-back, spring <2026>", 2, Outcome.Canceled), Group("", 1, Outcome.Failed)],
    };

    private static readonly RunDetail FailingTask = new()
    {
        FailedTask = "Stitching customer records", Error = "Table Orders has no column customer_id;\n  it was there in the last good run.", FailedTasks = 1, Tasks = 12, ConfigurationChanged = true,
    };

    private static readonly Mention[] Owners =
    [
        new(SlackChat.Kind, "U012AB3CD"), new(SlackChat.Kind, "SAZ94GDB8"),
        new(TeamsChat.Kind, "jane.doe@socktown.example", "Jane Doe"), new(TeamsChat.Kind, "87d349ed-44d7-43e1-9a83-5f2406dee5bd", "Mária Novák"),
    ];

    private static readonly LateRun Late = new()
    {
        Tenant = "socktown",
        Id = "wf-20260619-14700-Hs8kPd",
        Outcome = Outcome.Overdue,
        WorkflowType = "courier.group/run",
        WorkflowName = "Nightly couriers",
        StartedAt = Started,
        StartedBy = "Automated workflow",
        Expectation = new Expectation { Usual = TimeSpan.FromMinutes(23), Runs = 14, NoticedAt = Started.AddMinutes(55) },
    };

    private static readonly SelfReport NoPoll = new()
    {
        Tenant = Message.Product, Id = "NoPoll-socktown", Trouble = TroubleKind.NoPoll, Subject = "socktown", Since = Started, Reason = "Amperity answered 401 to the tenant socktown: the credentials are wrong or were revoked.",
    };

    private static readonly SelfReport Refusal = new()
    {
        Tenant = Message.Product,
        Id = "Refusal-data-team",
        Trouble = TroubleKind.Refusal,
        Subject = "data-team",
        Since = Started,
        Reason = "410 channel_is_archived: the channel is archived; restore it, or make a new webhook for another channel (run wf-20260619-14418-6UhqSe of socktown)",
    };

    public static IReadOnlyDictionary<string, Card> All { get; } = new Dictionary<string, Card>
    {
        ["customer-failed"] = Of(CustomerFailed),
        ["platform-failed"] = Of(CustomerFailed with
        {
            Attribution = Attribution.Platform,
            WorkflowType = "courier.group/run",
            WorkflowName = "Nightly couriers",
            ErrorType = "amperity.courier/connect",
            ErrorMessage = "The connection was reset by sftp.example.com:22",
            EndedAt = Started.AddHours(5).AddMinutes(7),
            StartedBy = "Automated workflow",
            FurtherErrors = 2,
        }),
        ["nobody-named"] = Of(CustomerFailed with { Attribution = Attribution.None, ErrorType = "", StartedBy = null, StartedAt = null }),
        ["manual-stop"] = Of(CustomerFailed with
        {
            Outcome = Outcome.Canceled,
            State = "canceled",
            ManualStop = true,
            Attribution = Attribution.None,
            ErrorType = "amperity.workflow.workflow.repository.core/cancel",
            ErrorMessage = "Workflow manually stopped",
        }),
        ["canceled-without-error"] = Of(CustomerFailed with
        {
            Outcome = Outcome.Canceled,
            State = "canceled",
            Attribution = Attribution.None,
            WorkflowName = "",
            ErrorType = "",
            ErrorMessage = "",
        }),
        ["unknown-state"] = Of(CustomerFailed with { State = "Running with failures", EndedAt = Started.AddDays(1).AddHours(3) }),
        ["possible-repeat"] = Of(CustomerFailed, possibleRepeat: true),
        ["multi-line-error"] = Of(CustomerFailed with
        {
            ErrorMessage = "\r\nQuery failed: column `spend` is missing\r\n\tat line 12, column 7\r\n\r\nSELECT a, b\n  FROM orders\n WHERE a < b && b > 0;\n",
        }),
        ["link-and-email"] = Of(CustomerFailed, new CardOptions
        {
            RunUrlTemplate = "https://{tenant}.amperity.com/workflows/{id}?from=alerts&as=run",
            ShowEmail = true,
        }),
        ["very-long"] = Of(CustomerFailed with
        {
            Outcome = Outcome.Canceled,
            WorkflowName = Repeat("A name that never ends, ", 5000),
            ErrorType = Repeat("amperity.workflow.", 5000),
            ErrorMessage = Repeat("Row 17 <is> & stays “broken” 👩‍👩‍👧‍👦\n", 100_000),
            StartedBy = Repeat("Ada ", 2000),
            WorkflowType = Repeat("courier.group/run", 2000),
        }, possibleRepeat: true),
        ["hostile"] = Of(CustomerFailed with
        {
            Tenant = "sock*town*",
            Id = "wf-`1`|" + Hostile,
            WorkflowName = Hostile,
            WorkflowType = Hostile,
            State = "*" + Hostile,
            ErrorType = Hostile,
            ErrorMessage = Hostile + "\n````\n" + Hostile,
            StartedBy = Hostile,
        }, new CardOptions { RunUrlTemplate = "https://app.amperity.com/{tenant}/{id}" }),
        ["third-in-a-row"] = Of(CustomerFailed with
        {
            Streak = new Streak { Count = 3, Since = Started.AddHours(-2), LastSuccess = Started.AddHours(-26), Earlier = [new EarlierRun("wf-20260619-13000-aaaaaa", Started.AddHours(-1))] },
        }),
        ["first-failure"] = Of(CustomerFailed with { Streak = new Streak { Count = 1, Since = Started, LastSuccess = Started.AddHours(-26) } }),
        ["worked-since"] = Of(CustomerFailed with { Streak = new Streak { Count = 0, Since = Started, LastSuccess = Started.AddHours(1) } }),
        ["cascade"] = Of(CustomerFailed with
        {
            WorkflowType = "courier.group/run",
            WorkflowName = "Nightly couriers",
            Cascade = new Cascade { Count = 9, Names = ["Win-back, spring <2026>", "Meta – custom audiences", "Journey *A/B* test"] },
        }),
        ["recovered"] = Of(Recovered),
        ["recovered-while-held"] = Of(Recovered with { WasHeld = true, Count = 1, Runs = [Recovered.Runs[0]] }),
        ["storm"] = Of(Storm(DigestReason.Storm)),
        ["storm-with-many-cards"] = Of(Storm(DigestReason.Storm) with { Number = 3, Cards = 3, Unlisted = 17 }, possibleRepeat: true),
        ["follow-up"] = Of(Storm(DigestReason.Cascade) with { Cause = "Nightly couriers" }),
        ["hostile-storm"] = Of(Storm(DigestReason.Mute) with
        {
            Cause = Hostile,
            Lines = [.. Enumerable.Range(0, 10).Select(_ => Group(Hostile, 7, Outcome.Failed) with { ErrorType = Hostile, RunIds = [Hostile, Hostile] })],
        }),
        ["failing-task"] = Of(CustomerFailed, detail: FailingTask),
        ["hostile-task"] = Of(CustomerFailed, detail: FailingTask with { FailedTask = Hostile, Error = Hostile + "\n" + Hostile }) with { Mentions = Owners },
        ["owners"] = Of(CustomerFailed) with { Mentions = Owners },
        ["quiet-summary"] = Of(Storm(DigestReason.QuietHours) with
        {
            Count = 4,
            Lines = [Group("Nightly couriers", 2, Outcome.Failed), Group("POS transactions", 1, Outcome.Succeeded), Group("Customer 360", 1, Outcome.Overdue)],
        }),
        ["recovered-many"] = Of(Storm(DigestReason.Storm) with
        {
            Count = 2, Lines = [Group("Nightly couriers", 1, Outcome.Succeeded), Group("POS transactions", 1, Outcome.Succeeded)],
        }),
        ["recovered-and-failed-again"] = Of(Recovered with { FailedAgainAt = Started.AddHours(3) }),
        ["quiet-summary-good"] = Of(Storm(DigestReason.QuietHours) with { Count = 1, Lines = [Group("POS transactions", 1, Outcome.Succeeded)] }),
        ["quiet-summary-healed"] = Of(Storm(DigestReason.QuietHours) with
        {
            Count = 3, Lines = [Group("Nightly couriers", 2, Outcome.Failed), Group("Nightly couriers", 1, Outcome.Succeeded) with { Last = Started.AddHours(1) }],
        }),
        ["undelivered"] = Of(new SelfReport
        {
            Tenant = Message.Product, Id = "aside-1", Trouble = TroubleKind.Poisoned, Since = Started, Count = 2,
            Aside = [new AsideMessage("wf-20260619-14418-6UhqSe", "socktown", "data-team stayed out of reach"), new AsideMessage("0a1b2c3d4e5f", null, "no such JSON")],
        }),
        ["mute-summary"] = Of(Storm(DigestReason.Mute) with { Cause = "Migration of the warehouse <until noon>" }),
        ["late-run"] = Of(Late),
        ["missing-start"] = Of(Late with
        {
            Id = "expected-5f2e1c0a9b8d7e6f5a4b-20260618T040018",
            StartedAt = Started.AddDays(-1),
            StartedBy = null,
            Expectation = new Expectation { Start = Started, Runs = 7, NoticedAt = Started.AddMinutes(31) },
        }),
        ["failing-run"] = Of(Late with { Outcome = Outcome.Failing, ErrorType = "amperity.courier/connect", ErrorMessage = "3 of 9 files could not be read" }),
        ["late-storm"] = Of(Storm(DigestReason.Storm) with
        {
            Count = 14,
            Lines = [Group("Nightly couriers", 12, Outcome.Overdue), Group("Customer 360", 2, Outcome.Failing)],
        }),
        ["hostile-late"] = Of(Late with { WorkflowName = Hostile, WorkflowType = Hostile, StartedBy = Hostile, ErrorMessage = Hostile, Id = Hostile }),
        ["weekly"] = Of(Weekly(["socktown", "socktown-sb-12345"], Week(failed: 5), Week(failed: 7))),
        ["weekly-all-good"] = Of(Weekly(["socktown"], Week(failed: 0), new WeekFigures())),
        ["hostile-weekly"] = Of(Weekly(["socktown"], Week(failed: 3, name: Hostile), Week(failed: 3))),
        ["test-message"] = TestCard.Of("data-team"),
        ["no-poll"] = Of(NoPoll),
        ["no-poll-over"] = Of(NoPoll with { OverAt = Started.AddHours(1) }),
        ["token-expires"] = Of(NoPoll with { Trouble = TroubleKind.TokenExpires, Reason = "It expires at 2026-06-26 04:00 UTC." }),
        ["token-renewed"] = Of(NoPoll with { Trouble = TroubleKind.TokenExpires, OverAt = Started.AddDays(2) }),
        ["refusal"] = Of(Refusal),
        ["refusal-over"] = Of(Refusal with { OverAt = Started.AddHours(1), Count = 3 }),
    };

    private static Card Of(Message message, CardOptions? options = null, bool possibleRepeat = false, RunDetail? detail = null) =>
        message.Card(new CardSetting(options ?? new CardOptions(), possibleRepeat, detail));

    private static WeeklyReport Weekly(IReadOnlyList<string> tenants, WeekFigures week, WeekFigures before) => new()
    {
        Tenant = Message.Product, Id = "weekly-20260619T0400", End = Started, Tenants = tenants, Week = week.Summary(), Before = before.Summary(),
    };

    private static WeekFigures Week(int failed, string name = "Nightly couriers")
    {
        WeekFigures week = new();
        for (int i = 0; i < 200; i++)
        {
            // Each failure is mended by the run half an hour later; two runs were canceled.
            string state = i % 7 == 0 && i / 7 < failed ? "failed" : i is 150 or 151 ? "canceled" : "succeeded";
            WorkflowRun run = new()
            {
                Id = $"wf-{i}", Tenant = "socktown", Type = "courier.group/run", Name = i < 14 || state != "failed" ? name : "Customer 360", State = state, EndedAt = Started.AddDays(-7).AddMinutes(30 * i),
                Errors = state == "failed" ? [new RunError("amperity.courier/connect", "reset", i < 10 ? Attribution.Platform : Attribution.Customer)] : [],
            };
            week.Add(run, FailedRun.From(run));
        }

        return week;
    }

    private static string Repeat(string text, int length) => new StringBuilder().Insert(0, text, (length / text.Length) + 1).ToString();
}
