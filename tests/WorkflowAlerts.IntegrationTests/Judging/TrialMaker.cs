using System.Globalization;

namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>Makes a trial by hand. Times are of the first day on which they come after the start, 18:00 UTC.</summary>
internal sealed class TrialMaker(Setup setup)
{
    public const string Tenant = "acme";
    public const string Courier = "courier.group/run";
    public const string Orchestration = "amperity.orchestration/run";
    public const string Database = "database/build";

    private static readonly DateTimeOffset s_start = new(2026, 6, 18, 18, 0, 0, TimeSpan.Zero);

    private readonly List<PastRun> _runs = [];
    private readonly List<Happening> _happenings = [];

    /// <summary>One Slack channel, one Teams channel, and one that hears of the product itself.</summary>
    public static Setup Usual { get; } = new()
    {
        Tenants = [Tenant],
        Channels = [new SetupChannel("alpha", IsTeams: false), new SetupChannel("beta", IsTeams: true),
            new SetupChannel("ops", IsTeams: false)],
        DefaultTo = ["alpha"],
        Operations = "ops",
    };

    public static DateTimeOffset At(string time) =>
        s_start.Date + TimeSpan.Parse(time, CultureInfo.InvariantCulture) is var at && at < s_start.UtcDateTime
            ? new DateTimeOffset(at.AddDays(1), TimeSpan.Zero) : new DateTimeOffset(at, TimeSpan.Zero);

    public TrialMaker Fails(string time, string name, string type = Courier, string attribution = "platform", string? id = null,
        string error = "amperity.step/a") =>
        Ends(time, name, type, RunEnding.Failed, id, attribution, error);

    public TrialMaker Succeeds(string time, string name, string type = Courier) =>
        Ends(time, name, type, RunEnding.Succeeded, null, "none", "");

    /// <summary>A courier fails at 23:00, and three orchestrations in the same minute.</summary>
    public TrialMaker Cascade() => Fails("23:00:01", "Feeds").Fails("23:00:11", "Sends 1", Orchestration)
        .Fails("23:00:12", "Sends 2", Orchestration).Fails("23:00:13", "Sends 3", Orchestration);

    /// <summary>Many workflows fail in one minute, every other one a courier.</summary>
    public TrialMaker Storm(string minute, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Fails($"{minute}:{10 + i}", $"Job {i + 1:00}", i % 2 == 0 ? Courier : Database);
        }

        return this;
    }

    public TrialMaker Happens(Happening happening)
    {
        _happenings.Add(happening);
        return this;
    }

    public Trial Made() => new(s_start, setup, [.. _runs]) { Happenings = [.. _happenings] };

    private TrialMaker Ends(string time, string name, string type, RunEnding how, string? id, string attribution, string error)
    {
        _runs.Add(new PastRun(Tenant, id ?? $"run-{_runs.Count + 1:000}", type, name, how, At(time)) { Attribution = attribution,
            ErrorType = error });
        return this;
    }
}
