using CsCheck;

namespace WorkflowAlerts.IntegrationTests.Judging.Generating;

/// <summary>Random histories.</summary>
internal static class Histories
{
    private const int Minutes = 15 * 60;

    private static readonly (string Type, string Name)[] s_workflows =
    [
        ("courier.group/run", "Feeds"), ("courier.group/run", "Loads"), ("amperity.orchestration/run", "Sends"), ("campaign.send", "Mails"),
        ("database/build", "Payroll"), ("amperity.stitch", "Identity"),
    ];

    private static readonly Gen<EpisodeKind> s_kind = Gen.Frequency(
        (5, Gen.Const(EpisodeKind.Failure)), (3, Gen.Const(EpisodeKind.Streak)), (2, Gen.Const(EpisodeKind.Storm)),
            (2, Gen.Const(EpisodeKind.Cascade)),
        (1, Gen.Const(EpisodeKind.Canceled)), (1, Gen.Const(EpisodeKind.Stopped)), (1, Gen.Const(EpisodeKind.Again)),
            (1, Gen.Const(EpisodeKind.Bounce)),
        (1, Gen.Const(EpisodeKind.Success)));

    private static readonly Gen<(int Late, int Heals, string Attribution, int Tenant)> s_circumstances = Gen.Select(
        Gen.Frequency((5, Gen.Const(0)), (1, Gen.Int[1, 8])), Gen.Frequency((1, Gen.Const(0)), (2, Gen.Int[1, 12]), (2, Gen.Int[13, 500])),
        Pick.From("customer", "platform", "none"), Gen.Int[0, 3], (late, heals, attribution, tenant) =>
            (late, heals, attribution, tenant / 3));

    // Silences end at half hours: what is seen by the poll of that moment, and by those beside it, matters most.
    private static readonly Gen<int> s_minute = Gen.Frequency(
        (3, Gen.Int[0, Minutes]), (1, Gen.Select(Gen.Int[1, Minutes / 30], Gen.Int[-2, 1], (half, beside) => (half * 30) + beside)));

    private static readonly Gen<Episode> s_episode = Gen.Select(
        s_kind, Gen.Int[0, s_workflows.Length - 1], s_minute, Gen.Int[2, 14], Gen.Int[1, 30], s_circumstances,
        (kind, workflow, minute, count, gap, other) =>
            new Episode(kind, workflow, other.Tenant, minute, count, gap, other.Heals, other.Attribution, other.Late));

    /// <summary>Histories, from the configuration's tenants and a start.</summary>
    public static Gen<Func<Setup, DateTimeOffset, IReadOnlyList<PastRun>>> Any { get; } =
        s_episode.Array[1, 9].Select(episodes =>
            (Func<Setup, DateTimeOffset, IReadOnlyList<PastRun>>)((setup, start) => Of(episodes, setup, start)));

    private static IReadOnlyList<PastRun> Of(Episode[] episodes, Setup setup, DateTimeOffset start) =>
    [
        .. episodes.SelectMany((episode, number) => Runs(episode, setup.Tenants[episode.Tenant], number + 1, start))
            .DistinctBy(run => (run.Workflow, run.EndedAt)).DistinctBy(run => (run.Tenant, run.Id, run.EndedAt))
                .OrderBy(run => run.EndedAt),
    ];

    private static IEnumerable<PastRun> Runs(Episode episode, string tenant, int number, DateTimeOffset start)
    {
        int made = 0;
        (string type, string name) = s_workflows[episode.Workflow];

        // Seconds that are this episode's own, and never those of a tick.
        PastRun Run(double minute, RunEnding how, (string Type, string Name) workflow, string? id = null, string? attribution = null) =>
            new(tenant, id ?? $"run-{number}-{++made:00}", workflow.Type, workflow.Name, how,
                start.AddMinutes(episode.Minute + Math.Floor(minute)).AddSeconds(2 + (number * 5) + made))
        {
            Attribution = how == RunEnding.Succeeded ? "none" : attribution ?? episode.Attribution,
            ErrorType = how == RunEnding.Succeeded ? "" : $"amperity.step/{(char)('a' + (made % 2))}",
            Late = TimeSpan.FromMinutes(made % 2 == 1 ? episode.Late : 0),
        };
        List<PastRun> bad = episode.Kind switch
        {
            EpisodeKind.Streak => [.. Enumerable.Range(0, Math.Min(episode.Count, 6))
                .Select(i => Run(i * episode.Gap, RunEnding.Failed, (type, name), attribution: i % 2 == 0 ? null : "platform"))],
            EpisodeKind.Storm => [.. Enumerable.Range(1, episode.Count)
                .Select(i => Run(0, RunEnding.Failed, (s_workflows[i % s_workflows.Length].Type, $"Job {i}")))],
            EpisodeKind.Cascade =>
            [
                Run(0, RunEnding.Failed, s_workflows[episode.Count % 2]),
                .. Enumerable.Range(1, Math.Min(episode.Count, 5))
                    .Select(i => Run(episode.Gap % 2 == 0 ? 0
                        : Math.Min(i * episode.Gap / 3.0, 9), RunEnding.Failed, (s_workflows[2 + (i % 2)].Type, $"Sends {i}"))),
            ],
            EpisodeKind.Canceled => [Run(0, RunEnding.Canceled, (type, name))],
            EpisodeKind.Stopped => [Run(0, RunEnding.Stopped, (type, name))],
            EpisodeKind.Again => [Run(0, RunEnding.Failed, (type, name), $"run-{number}"),
                Run(10 + (episode.Gap * 20), RunEnding.Failed, (type, name), $"run-{number}")],
            EpisodeKind.Bounce =>
                [Run(0, RunEnding.Failed, (type, name)), Run(episode.Gap + 2, RunEnding.Succeeded, (type, name)),
                    Run(episode.Gap + 2, RunEnding.Failed, (type, name), attribution: "customer")],
            EpisodeKind.Success => [Run(0, RunEnding.Succeeded, (type, name))],
            _ => [Run(0, RunEnding.Failed, (type, name))],
        };
        double healed = Math.Floor((bad[^1].EndedAt - start).TotalMinutes) + episode.Heals;
        healed = (episode.Gap % 3 == 0 ? (Math.Ceiling((healed + 1) / 30) * 30) - 1 : healed) - episode.Minute;
        return episode.Heals == 0
            ? bad
            : [.. bad, .. bad.Select(run => (run.Type, run.Name)).Distinct().ToList()
                .Select(workflow => Run(healed, RunEnding.Succeeded, workflow))];
    }
}
