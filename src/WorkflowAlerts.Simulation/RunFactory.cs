using System.Globalization;

namespace WorkflowAlerts.Simulation;

/// <summary>Makes runs as a busy tenant has them. The same seed makes the same runs, but for the times, which end before the time given.</summary>
public sealed class RunFactory(int seed, string tenant)
{
    private const string IdLetters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    /// <summary>The tenant's workflows.</summary>
    public static readonly (string Type, string Name)[] Workflows =
    [
        ("courier.group/run", "Snowflake – Orders (hourly)"), ("courier.group/run", "SFTP – Loyalty files"), ("courier.group/run", "POS transactions"),
        ("campaign.send", "Customer Attribute Daily"), ("campaign.send", "Win-back, spring <2026>"), ("campaign.fetch", "Braze – results"),
        ("amperity.orchestration.orchestration/run", "Meta – custom audiences"), ("amperity.orchestration.orchestration/run", "Google Ads & Analytics"),
        ("bridge.sync", "Databricks bridge"), ("stitch.run", "Stitch, nightly"), ("database.generate", "Customer 360"), ("campaign.append-results", "Journey *A/B* test"),
    ];

    private static readonly (string Name, string? Email)[] People =
        [("Automated workflow", null), ("Automated workflow", null), ("Justin Scott", "justin.scott@socktown.example"), ("Mária Novák", "maria.novak@socktown.example")];

    private static readonly RunKind[] Kinds = RunKind.All();

    // System.Random with a seed keeps its sequence: https://learn.microsoft.com/dotnet/api/system.random#the-systemrandom-class-and-seeds
    private readonly Random _random = new(seed);
    private int _made;

    /// <summary>Makes runs that ended within the span before a time. Every kind of end is among the first 36.</summary>
    public IReadOnlyList<SimulatedRun> Make(int count, DateTimeOffset to, TimeSpan span) =>
        [.. Enumerable.Range(0, count).Select(_ => Make(to - TimeSpan.FromMilliseconds(1 + Math.Floor(_random.NextDouble() * (span.TotalMilliseconds - 2)))))];

    /// <summary>Makes one run that ended at a time.</summary>
    public SimulatedRun Make(DateTimeOffset ended)
    {
        int number = _made++;

        // Of the first runs every third ends badly, each in another way, so that no seed leaves out any; then chance decides.
        int bad = number % 3 == 2 ? number / 3 : -1;
        RunKind kind = bad >= Kinds.Length ? (_random.NextDouble() < 0.9 ? Kinds[_random.Next(Kinds.Length)] : RunKind.Success) : bad >= 0 ? Kinds[bad] : RunKind.Success;
        return Make(number, ended, kind, Workflows[_random.Next(Workflows.Length)]);
    }

    /// <summary>Makes one run of one workflow that ended at a time, in one way.</summary>
    public SimulatedRun Make(DateTimeOffset ended, RunKind kind, (string Type, string Name) workflow) => Make(_made++, ended, kind, workflow);

    private SimulatedRun Make(int number, DateTimeOffset ended, RunKind kind, (string Type, string Name) workflow)
    {
        (string person, string? email) = People[_random.Next(People.Length)];
        TimeSpan took = TimeSpan.FromSeconds(_random.Next(20, 7200));
        return kind.Shape(new SimulatedRun
        {
            Id = $"wf-20260619-{number.ToString("00000", CultureInfo.InvariantCulture)}-{Letters(6)}",
            Tenant = tenant,
            Type = workflow.Type,
            Name = kind.Name ?? workflow.Name,
            State = kind.State,
            CreatedAt = ended - took,
            EndedAt = kind.Ends ? ended : null,
            PrincipalName = person,
            PrincipalEmail = email,
        });
    }

    private string Letters(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => IdLetters[_random.Next(IdLetters.Length)]));
}
