using WorkflowAlerts.Telling;
using static WorkflowAlerts.IntegrationTests.Judging.TrialMaker;

namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>Small trials, each of which a fault that was seen once would show.</summary>
internal static class KnownFaultTrials
{
    private static readonly SetupRoute s_all = new() { To = ["alpha"] };
    private static readonly SetupRoute s_quiet = s_all with { Quiet = [new SetupQuiet("22:00", "05:00")] };
    private static readonly SetupRoute s_hold = s_all with { Hold = TimeSpan.FromMinutes(10) };

    /// <summary>The trials, by what they are about. Of those with several forms each has to hold.</summary>
    public static IReadOnlyDictionary<string, IEnumerable<Trial>> All { get; } = new Dictionary<string, IEnumerable<Trial>>
    {
        ["a storm and what follows from it in one poll"] = [Many(new TrialMaker(Usual), 11, 5)],
        ["failures that come after another one, for whatever reason"] =
        [
            new TrialMaker(Usual).Cascade().Made(),
            new TrialMaker(Usual).Fails("20:00:10", "Feeds").Fails("20:09:10", "Sends", Orchestration).Made(),
        ],
        ["a cascade under a mute"] = [new TrialMaker(Usual).Cascade().Happens(Mute("22:30")).Made()],
        ["a cascade in quiet hours"] = [With(s_quiet).Cascade().Made()],
        ["a cascade of which an exception lets a part through"] =
            [With(Except(new SetupExcept { Type = "*orchestration*" })).Cascade().Made()],
        ["a storm of muted workflows"] =
        [
            new TrialMaker(Usual).Storm("23:00", 12).Happens(Mute("22:30", type: "courier.*")).Made(),
            new TrialMaker(Usual).Storm("23:00", 12).Happens(Mute("22:30", name: "Job*")).Made(),
        ],
        ["a failure that comes through quiet hours, and its recovery"] =
            [With(Except(new SetupExcept { Attribution = "platform" })).Fails("02:00:10", "Feeds").Succeeds("02:30:10", "Feeds").Made()],
        ["a kept failure whose recovery looks excepted"] =
            [With(Except(new SetupExcept { Attribution = "none" })).Fails("02:00:10", "Feeds").Succeeds("02:30:10", "Feeds").Made()],
        ["an end and a new beginning in one poll, at different destinations"] =
        [
            With(new SetupRoute { Attribution = "customer", To = ["alpha"] }, new SetupRoute { Attribution = "platform", To = ["beta"] })
                .Fails("20:00:10", "Feeds", attribution: "customer").Succeeds("20:20:10", "Feeds").Fails("20:20:20", "Feeds")
                .Succeeds("20:40:10", "Feeds").Made(),
        ],
        ["two held failures, then a success"] =
            [With(s_hold).Fails("20:00:10", "Feeds").Fails("20:05:10", "Feeds").Succeeds("20:07:10", "Feeds").Made()],
        ["a success in the last poll before a silence ends"] =
            [With(s_quiet).Fails("02:00:10", "Feeds").Succeeds("04:59:10", "Feeds").Made()],
        ["more than a hundred failures in a row"] = [LongStreak()],
        ["many recoveries, and then a failure"] = [Payroll()],
        ["a destination renamed between a failure and its recovery"] =
        [
            With(new SetupRoute { To = ["beta"] }).Fails("20:00:10", "Feeds").Happens(new Restarts(At("20:10:30"), Renamed()))
                .Succeeds("20:20:10", "Feeds").Fails("20:20:20", "Payroll", Database).Made(),
        ],
        ["the same id again"] =
        [
            new TrialMaker(Usual).Fails("20:00:10", "Feeds", id: "run-a").Fails("20:40:10", "Feeds", id: "run-a", error: "amperity.step/b")
                .Made(),
        ],
        ["two quiet routes to one destination"] =
        [
            TwoQuiet().Fails("02:00:10", "Feeds").Fails("02:10:10", "Payroll", Database).Succeeds("05:30:10", "Feeds")
                .Succeeds("06:30:10", "Payroll", Database).Made(),
            TwoQuiet().Storm("02:00", 12).Made(),
            TwoQuiet().Fails("20:00:10", "Feeds").Succeeds("05:30:10", "Feeds").Made(),
        ],
        ["a hold that ends in quiet hours"] = [With(s_quiet with { Hold = TimeSpan.FromMinutes(10) }).Fails("21:55:10", "Feeds").Made()],
        ["a mute that is ended"] =
        [
            new TrialMaker(Usual).Happens(Mute("22:30")).Fails("23:00:10", "Feeds").Fails("23:01:10", "Payroll", Database)
                .Happens(new MuteEnds(At("23:30:10"), "mute")).Made(),
            With(s_quiet).Fails("02:00:10", "Feeds").Made(),
        ],
        ["killed between kept and noted"] = Steps(20)
            .Select(step => With(s_quiet).Fails("04:58:30", "Feeds").Happens(new Dies(At("04:58:40"), step.Number, step.After)).Made()),
        ["an instance that stalls while another takes over"] =
            Enumerable.Range(1, 16).Select(step => new TrialMaker(Usual).Fails("20:00:10", "Feeds")
                .Happens(new Stalls(At("20:00:20"), step, TimeSpan.FromSeconds(85))).Made()),
        ["an operations destination that refuses once"] =
        [
            new TrialMaker(Usual).Happens(new Answers(At("19:00:05"), "alpha", Answer.Refused, 1))
                .Happens(new Answers(At("19:00:06"), "ops", Answer.Refused, 1))
                .Fails("20:00:10", "Feeds").Fails("20:30:10", "Payroll", Database).Made(),
        ],
        ["quiet hours that are taken out of the settings"] =
        [
            With(s_quiet with { Quiet = [new SetupQuiet("22:00", "21:00")] }).Fails("23:00:10", "Feeds")
                .Happens(new Restarts(At("23:30:30"), Routed(s_all))).Made(),
        ],
        ["a rewind that resends, and then a success"] =
        [
            new TrialMaker(Usual).Fails("20:00:10", "Feeds").Happens(new Rewinds(At("20:30:10"), Tenant, At("19:50"), Resend: true))
                .Succeeds("21:00:10", "Feeds").Made(),
        ],
        ["a storm on a route that holds"] = [With(s_hold).Storm("20:00", 12).Made()],
        ["a night of recoveries, or of what healed"] =
        [
            With(s_quiet).Fails("20:00:10", "Feeds").Fails("20:01:10", "Payroll", Database).Succeeds("23:00:10", "Feeds")
                .Succeeds("23:10:10", "Payroll", Database).Made(),
            With(s_quiet).Fails("23:00:10", "Feeds").Succeeds("23:30:10", "Feeds").Made(),
        ],
    };

    private static IEnumerable<(int Number, bool After)> Steps(int count) =>
        Enumerable.Range(1, count).SelectMany(number => new[] { (number, false), (number, true) });

    private static Setup Routed(params SetupRoute[] routes) => Usual with { Routes = routes };

    private static TrialMaker With(params SetupRoute[] routes) => new(Routed(routes));

    private static SetupRoute Except(SetupExcept except) => s_all with { Quiet = [new SetupQuiet("22:00", "05:00") { Except = [except] }] };

    private static MuteBegins Mute(string time, string? type = null, string? name = null) =>
        new(At($"{time}:10"), "mute", null, type, name, At("06:00"));

    private static Trial Many(TrialMaker trial, int couriers, int orchestrations)
    {
        for (int i = 0; i < couriers; i++)
        {
            trial.Fails($"20:00:{10 + i}", $"Feeds {i + 1}");
        }

        for (int i = 0; i < orchestrations; i++)
        {
            trial.Fails($"20:00:{40 + i}", $"Sends {i + 1}", Orchestration);
        }

        return trial.Made();
    }

    private static TrialMaker TwoQuiet() => With(
        new SetupRoute { Type = "courier.*", To = ["alpha"], Quiet = [new SetupQuiet("22:00", "05:00")] },
        s_all with { Quiet = [new SetupQuiet("22:00", "08:00")] });

    private static Trial LongStreak()
    {
        TrialMaker trial = With(new SetupRoute { Attribution = "customer", To = ["alpha"] },
            new SetupRoute { Attribution = "platform", To = ["ops"] });
        trial.Fails("19:00:10", "Feeds", attribution: "customer");
        for (int i = 0; i < 110; i++)
        {
            trial.Fails($"{20 + (i / 60)}:{i % 60:00}:10", "Feeds");
        }

        return trial.Succeeds("22:30:10", "Feeds").Made();
    }

    private static Trial Payroll()
    {
        TrialMaker trial = With(new SetupRoute { To = ["beta"] });
        for (int i = 0; i < 200; i++)
        {
            trial.Fails($"01:00:{i % 50:00}", $"Job {i + 1:000}").Succeeds($"02:10:{i % 50:00}", $"Job {i + 1:000}");
        }

        return trial.Fails("02:14:30", "Payroll", Database).Made();
    }

    private static Setup Renamed() => Usual with
    {
        Channels = [Usual.Channels[0], new SetupChannel("gamma", IsTeams: true), Usual.Channels[2]],
        Routes = [new SetupRoute { To = ["gamma"] }],
    };
}
