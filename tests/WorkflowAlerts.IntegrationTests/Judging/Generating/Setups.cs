using CsCheck;

namespace WorkflowAlerts.IntegrationTests.Judging.Generating;

/// <summary>Random configurations, all of which are valid.</summary>
internal static class Setups
{
    private static readonly SetupChannel[] s_channels =
        [new("alpha", IsTeams: false), new("beta", IsTeams: true), new("gamma", IsTeams: false)];

    private static readonly Gen<string> s_attribution = Pick.From("customer", "platform", "none");

    private static readonly Gen<SetupExcept> s_except = Gen.Frequency(
        (3, s_attribution.Select(attribution => new SetupExcept { Attribution = attribution })),
        (1, Pick.From("failed", "canceled").Select(outcome => new SetupExcept { Outcome = outcome })),
        (2, Pick.From("*orchestration*", "courier.*", "database/?uild").Select(type => new SetupExcept { Type = type })),
        (1, Pick.From("Payroll", "Job*").Select(name => new SetupExcept { Name = name })));

    private static readonly Gen<string> s_zone =
        Pick.From("UTC", "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata");

    // The second begins where the first one ends, often with another exception.
    private static readonly Gen<SetupQuiet[]> s_quiet = Gen.Select(
        Pick.From("20:00", "22:00", "23:30", "00:00"), Pick.From("01:30", "02:00", "02:30", "03:00"), Pick.From("05:00", "07:00", "08:00"),
        s_zone, s_except.Array[0, 1], s_except.Array[0, 1], Gen.Bool,
        (from, middle, to, zone, first, second, two) => two
            ? new[] { new SetupQuiet(from, middle) { Zone = zone, Except = first },
                new SetupQuiet(middle, to) { Zone = zone, Except = second } }
            : [new SetupQuiet(from, to) { Zone = zone, Except = first }]);

    private static readonly Gen<SetupRoute> s_condition = Gen.Frequency(
        (3, Gen.Const(new SetupRoute())),
        (3, s_attribution.Select(attribution => new SetupRoute { Attribution = attribution })),
        (1, Pick.From("failed", "canceled").Select(outcome => new SetupRoute { Outcome = outcome })),
        (1, Pick.From("acme", "acme-*").Select(tenant => new SetupRoute { Tenant = tenant })),
        (2, Pick.From("courier.*", "*orchestration*", "database*").Select(type => new SetupRoute { Type = type })),
        (1, Pick.From("Payroll", "Job*", "?eeds").Select(name => new SetupRoute { Name = name })),
        (1, Gen.Bool.Select(stop => new SetupRoute { ManualStop = stop })));

    private static readonly Gen<SetupRoute> s_manner = Gen.Frequency(
        (4, Gen.Const(new SetupRoute())),
        (4, s_quiet.Select(quiet => new SetupRoute { Quiet = quiet })),
        (3, Pick.From(5, 10, 45).Select(minutes => new SetupRoute { Hold = TimeSpan.FromMinutes(minutes) })),
        (1, Gen.Select(s_quiet, Pick.From(10, 45), (quiet, minutes) =>
            new SetupRoute { Quiet = quiet, Hold = TimeSpan.FromMinutes(minutes) })),
        (1, Gen.Const(new SetupRoute { Mute = true })));

    private static readonly Gen<string[]> s_to = Pick.From<string[]>(["alpha"], ["alpha"], ["beta"], ["gamma"], ["alpha", "beta"]);

    private static readonly Gen<SetupRoute> s_route =
        Gen.Select(s_condition, s_manner, s_to, Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[0, 9], Route);

    public static Gen<Setup> Any { get; } = Gen.Select(
        s_route.Array[0, 4], s_to, Pick.From(1, 2, 3, 10), Gen.Int[1, 3], Gen.Int[0, 3], Gen.Bool,
        (routes, to, threshold, cards, cascade, two) => new Setup
        {
            Tenants = two ? ["acme", "acme-sb"] : ["acme", "acme-eu"],
            Channels = [.. s_channels, new SetupChannel("ops", IsTeams: false)],
            Routes = routes,
            DefaultTo = to,
            Operations = "ops",
            Threshold = threshold,
            MaxCards = cards,
            Cascade = cascade > 0,
        });

    private static SetupRoute Route(SetupRoute condition, SetupRoute manner, string[] to, int goesOn, int recovered, int late) =>
        manner.Mute
        ? condition with { Mute = true }
        : condition with
        {
            To = to,
            Hold = manner.Hold,
            Quiet = manner.Quiet,
            Continue = goesOn < 3,
            Recovered = recovered > 1 || manner.Hold > TimeSpan.Zero,
            Late = late == 0,
        };
}
