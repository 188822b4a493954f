namespace WorkflowAlerts.Cli.Scenarios;

/// <summary>One story on simulated time: what happens at Amperity, and which messages must arrive because of it, in order, and no other.</summary>
internal abstract class Scenario
{
    /// <summary>All scenarios, by name.</summary>
    public static IReadOnlyDictionary<string, Scenario> All { get; } =
        new Scenario[] { new StreakScenario(), new RecoveredScenario(), new HoldScenario(), new StormScenario(), new CascadeScenario(), new QuietHoursScenario(), new WeeklyScenario(), new LateScenario() }.ToDictionary(scenario => scenario.Name, StringComparer.Ordinal);

    public abstract string Name { get; }

    /// <summary>What it shows, in one sentence.</summary>
    public abstract string About { get; }

    /// <summary>Settings beyond the stage's own, by key within the section.</summary>
    public virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    /// <summary>What has happened before the product is started.</summary>
    public virtual void Before(Stage stage)
    {
    }

    /// <summary>Lets it happen.</summary>
    public abstract Task Play(Stage stage);
}
