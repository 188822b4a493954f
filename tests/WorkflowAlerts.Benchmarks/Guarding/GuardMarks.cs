using System.Reflection;
using System.Text.Json;
using WorkflowAlerts.Benchmarks.Measuring;

namespace WorkflowAlerts.Benchmarks.Guarding;

/// <summary>The recorded marks, in <c>marks.json</c> beside the project.</summary>
internal static class GuardMarks
{
    // Bytes differ a little with the framework's version. A slow machine may ask once more whether a queue is empty; one more call an alert is many times that.
    private const double RoomForBytes = 1.10;
    private const double RoomForCounts = 1.05;

    private static string Path => typeof(GuardMarks).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "MarksFile").Value!;

    public static SortedDictionary<string, double> Read() => JsonSerializer.Deserialize(File.ReadAllText(Path), FiguresJson.Plain.SortedDictionaryStringDouble)!;

    public static void Write(SortedDictionary<string, double> figures) => File.WriteAllText(Path, JsonSerializer.Serialize(figures, FiguresJson.Indented.SortedDictionaryStringDouble) + "\n");

    /// <summary>Whether a figure has grown past its mark; one without a mark has.</summary>
    public static bool HasGrown(string name, double figure, double? mark) =>
        figure > (mark ?? double.NegativeInfinity) * (name.Contains("bytes", StringComparison.Ordinal) ? RoomForBytes : RoomForCounts);
}
