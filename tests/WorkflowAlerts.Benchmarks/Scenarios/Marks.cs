using WorkflowAlerts.Benchmarks.Measuring;

namespace WorkflowAlerts.Benchmarks.Scenarios;

/// <summary>What each scenario has to reach, and whether it did.</summary>
internal static class Marks
{
    /// <summary>The most storage operations that a poll without alerts may take.</summary>
    public const int QuietOperations = 3;

    private const double RatioToFloor = 1.5;

    public static ScenarioFigures Quiet(ScenarioFigures figures) => figures with
    {
        Mark = $"≤ {QuietOperations} storage operations, ≤ 40 ms of CPU",
        Met = figures.StorageOperations <= QuietOperations && figures.CpuSeconds <= 0.040,
    };

    public static ScenarioFigures Burst(ScenarioFigures figures) => figures with
    {
        Mark = "≤ 1.5 × the floor, nothing lost or told twice",
        Met = figures.RatioToFloor <= RatioToFloor && IsWhole(figures),
    };

    public static ScenarioFigures Storm(ScenarioFigures figures) => figures with
    {
        Mark = "≤ 1.5 × the floor, ≤ 150 MB, ≤ 0.1 storage operations an alert, nothing lost",
        Met = figures.RatioToFloor <= RatioToFloor && figures.PeakMb <= 150 && figures.StorageOperationsPerAlert <= 0.1 && IsWhole(figures),
    };

    public static bool IsWhole(ScenarioFigures figures) => figures is { Lost: 0, Repeated: 0, NotTaken: 0 };
}
