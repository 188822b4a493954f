namespace WorkflowAlerts.Benchmarks.Plotting;

/// <summary>One line of a chart. Values are above zero, since both axes are logarithmic.</summary>
internal sealed record Series(string Name, string Colour, IReadOnlyList<(double X, double Y)> Points);
