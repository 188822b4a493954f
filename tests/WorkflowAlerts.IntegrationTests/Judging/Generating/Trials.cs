using CsCheck;

namespace WorkflowAlerts.IntegrationTests.Judging.Generating;

/// <summary>Random trials.</summary>
internal static class Trials
{
    private const int Minutes = 15 * 60;

    // Ordinary evenings, and those before the clocks change in Europe, America and Australia.
    private static readonly Gen<DateTimeOffset> s_start =
        Pick.From("2026-06-18", "2026-03-28", "2026-10-24", "2026-03-07", "2026-10-31", "2026-04-04", "2026-10-03")
        .Select(day => new DateTimeOffset(DateTime.Parse(day, System.Globalization.CultureInfo.InvariantCulture).AddHours(18),
            TimeSpan.Zero));

    private static readonly Gen<int> s_minute = Gen.Int[1, Minutes];

    private static readonly Gen<(string? Tenant, string? Type, string? Name)> s_scope = Pick.From<(string?, string?, string?)>(
        ("acme", null, null), (null, "courier.*", null), (null, "*orchestration*", null), (null, null, "Job*"), (null, null, "Payroll"),
            ("acme*", "database*", null));

    private static readonly Gen<Func<DateTimeOffset, IEnumerable<Happening>>> s_mute = Gen.Select(
        s_minute, Gen.Int[20, 400], s_scope, Gen.Int[0, 2], Gen.Int[5, 300], (minute, length, scope, early, after) => After(start =>
        {
            MuteBegins mute = new(start.AddMinutes(minute).AddSeconds(10), $"mute-{minute}", scope.Tenant, scope.Type, scope.Name,
                start.AddMinutes(minute + length));
            return early == 0 && after < length ? [mute, new MuteEnds(start.AddMinutes(minute + after).AddSeconds(40), mute.Id)] : [mute];
        }));

    private static readonly Gen<Func<DateTimeOffset, IEnumerable<Happening>>> s_answers = Gen.Select(
        s_minute, Pick.From("alpha", "beta", "gamma", "ops"), Pick.From(Answer.Refused, Answer.Unavailable, Answer.TooMany, Answer.Lost),
            Gen.Int[1, 3],
        (minute, channel, answer, posts) => After(start =>
            [new Answers(start.AddMinutes(minute).AddSeconds(5), channel, answer, answer == Answer.Lost ? 1 : posts)]));

    private static readonly Gen<Func<DateTimeOffset, IEnumerable<Happening>>> s_death = Gen.Select(
        s_minute, Gen.Int[1, 14], Gen.Bool, (minute, step, after) =>
            After(start => [new Dies(start.AddMinutes(minute).AddSeconds(40), step, after)]));

    private static readonly Gen<Func<DateTimeOffset, IEnumerable<Happening>>> s_stall = Gen.Select(
        s_minute, Gen.Int[1, 10], (minute, step) =>
            After(start => [new Stalls(start.AddMinutes(minute).AddSeconds(40), step, TimeSpan.FromSeconds(85))]));

    private static readonly Gen<Func<DateTimeOffset, IEnumerable<Happening>>> s_restart =
        s_minute.Select(minute => After(start => [new Restarts(start.AddMinutes(minute).AddSeconds(30))]));

    private static readonly Gen<Func<DateTimeOffset, IEnumerable<Happening>>[]> s_happenings = Gen.Select(
        Gen.Frequency((3, s_mute.Array[0, 0]), (1, s_mute.Array[1, 2])),
        Gen.Frequency((6, s_mute.Array[0, 0]), (3, s_answers.Array[1, 2]), (2, s_death.Array[1, 3]), (1, s_restart.Array[1, 2]),
            (1, s_stall.Array[1, 1])),
        (mutes, troubles) => mutes.Concat(troubles).ToArray());

    // A destination gets another name, or goes; or nobody wants silence any more.
    private static readonly Gen<Func<Trial, Trial>> s_change = Gen.Frequency(
        (8, Gen.Const<Func<Trial, Trial>>(trial => trial)),
        (1, Gen.Select(s_minute, Pick.From("alpha", "beta"), Pick.From("delta", "gamma"), (minute, from, to) =>
            (Func<Trial, Trial>)(trial => Changed(trial, minute, setup => Renamed(setup, from, to))))),
        (1, s_minute.Select(minute =>
            (Func<Trial, Trial>)(trial =>
                Changed(trial, minute, setup => setup with { Routes = [.. setup.Routes.Select(route => route with { Quiet = [] })] })))));

    public static Gen<Trial> Any { get; } = Gen
        .Select(s_start, Setups.Any, Histories.Any, s_happenings, s_change, (start, setup, history, happenings, change) =>
        change(new Trial(start, setup,
            history(setup, start)) { Happenings = [.. happenings.SelectMany(make => make(start)).OrderBy(happening => happening.At)] }));

    /// <summary>The trial of a number, the same wherever and whenever it is made.</summary>
    public static Trial Of(ulong seed, uint number) => Any.Generate(new PCG(number, seed), null, out _);

    private static Func<DateTimeOffset, IEnumerable<Happening>> After(Func<DateTimeOffset, IEnumerable<Happening>> happenings) =>
        happenings;

    private static Trial Changed(Trial trial, int minute, Func<Setup, Setup> change) =>
        trial.Happenings.Any(happening => happening is Dies or Stalls)
        ? trial
        : trial with { Happenings = [.. trial.Happenings
            .Append(new Restarts(trial.Start.AddMinutes(minute).AddSeconds(30), change(trial.Setup))).OrderBy(happening => happening.At)] };

    private static Setup Renamed(Setup setup, string from, string to) => setup with
    {
        Channels = [.. setup.Channels.Select(channel => channel.Name == from ? channel with { Name = to } : channel)
            .DistinctBy(channel => channel.Name)],
        Routes = [.. setup.Routes.Select(route => route with { To = [.. route.To.Select(name => name == from ? to : name).Distinct()] })],
        DefaultTo = [.. setup.DefaultTo.Select(name => name == from ? to : name).Distinct()],
    };
}
