using WorkflowAlerts.Sending;
using System.Globalization;

namespace WorkflowAlerts.Benchmarks.Measuring;

/// <summary>The figures as a table in Markdown, which people can read as it is.</summary>
internal static class FiguresTable
{
    private static readonly (string Head, Func<ScenarioFigures, string> Cell)[] s_columns =
    [
        ("scenario", figures => figures.Scenario),
        ("a second", figures => Number(figures.Throughput)),
        ("seconds", figures => Number(figures.Seconds)),
        ("floor", figures => Number(figures.FloorSeconds)),
        ("ratio", figures => Number(figures.RatioToFloor)),
        ("CPU s, ours + Azurite", figures => figures.CpuSeconds is null ? "" : figures.AzuriteCpuSeconds is null ? Number(figures.CpuSeconds) : $"{Number(figures.CpuSeconds)} + {Number(figures.AzuriteCpuSeconds)}"),
        ("peak MB", figures => Number(figures.PeakMb)),
        ("storage operations", figures => figures.StorageOperationsPerAlert is null ? Number(figures.StorageOperations) : $"{Number(figures.StorageOperationsPerAlert)} an alert"),
        ("HTTP calls an alert", figures => Number(figures.HttpCallsPerAlert)),
        ("API requests", figures => Number(figures.ApiRequestsPerPoll)),
        ("lost, repeated", figures => figures.Lost is null ? "" : $"{figures.Lost}, {figures.Repeated ?? 0}"),
        ("mark", figures => $"{(figures.Met is { } met ? met ? "met: " : "NOT met: " : "")}{figures.Mark}"),
        ("also", figures => string.Join("; ", (figures.Also ?? []).Select(also => $"{also.Key} {Number(also.Value)}"))),
    ];

    public static IEnumerable<string> Lines(IReadOnlyCollection<ScenarioFigures> all)
    {
        string[][] rows = [[.. s_columns.Select(column => column.Head)], .. all.Select(figures => s_columns.Select(column => column.Cell(figures)).ToArray())];
        int[] widths = [.. s_columns.Index().Select(column => rows.Max(row => row[column.Index].Length))];
        yield return Line(rows[0], widths);
        yield return $"|{string.Join('|', widths.Select(width => new string('-', width + 2)))}|";
        foreach (string[] row in rows[1..])
        {
            yield return Line(row, widths);
        }
    }

    private static string Line(string[] cells, int[] widths) => $"| {string.Join(" | ", cells.Select((cell, i) => cell.PadRight(widths[i])))} |";

    private static string Number(double? value) => value switch
    {
        null => "",
        >= 1000 => value.Value.ToString("#,##0", CultureInfo.InvariantCulture),
        >= 10 => value.Value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0.####", CultureInfo.InvariantCulture),
    };
}
