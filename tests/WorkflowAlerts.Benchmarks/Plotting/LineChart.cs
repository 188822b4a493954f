using System.Globalization;
using System.Net;
using System.Text;

namespace WorkflowAlerts.Benchmarks.Plotting;

/// <summary>A chart with two logarithmic axes, as SVG: on them a straight line is a power, and its slope the exponent.</summary>
internal sealed record LineChart(string Title, string XTitle, string YTitle, IReadOnlyList<Series> Series)
{
    private const int Width = 720;
    private const int Height = 420;
    private const int Left = 70;
    private const int Right = 190;
    private const int Top = 50;
    private const int Bottom = 60;
    private const int LineHeight = 16;

    private IEnumerable<double> Xs => Series.SelectMany(series => series.Points).Select(point => point.X);

    private IEnumerable<double> Ys => Series.SelectMany(series => series.Points).Select(point => point.Y);

    public string ToSvg()
    {
        (double xFrom, double xTo) = (Xs.Min(), Xs.Max());
        (double yFrom, double yTo) = (PowerBelow(Ys.Min()), PowerAbove(Ys.Max()));
        StringBuilder svg = new();
        Add($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" font-family="sans-serif" font-size="13" role="img" aria-label="{Text(Title)}">""");
        Add($"""<rect width="{Width}" height="{Height}" fill="#ffffff"/><text x="{Left}" y="28" font-size="16" font-weight="bold" fill="#222222">{Text(Title)}</text>""");
        for (double y = yFrom; y <= yTo * 1.001; y *= 10)
        {
            Add($"""<line x1="{Left}" x2="{Width - Right}" y1="{Y(y)}" y2="{Y(y)}" stroke="#dddddd"/><text x="{Left - 8}" y="{Y(y) + 4}" text-anchor="end" fill="#444444">{Number(y)}</text>""");
        }

        foreach (double x in Xs.Distinct())
        {
            Add($"""<line x1="{X(x)}" x2="{X(x)}" y1="{Height - Bottom}" y2="{Height - Bottom + 5}" stroke="#444444"/><text x="{X(x)}" y="{Height - Bottom + 20}" text-anchor="middle" fill="#444444">{Number(x)}</text>""");
        }

        Add($"""<text x="{(Left + Width - Right) / 2}" y="{Height - 14}" text-anchor="middle" fill="#222222">{Text(XTitle)}</text>""");
        Add($"""<text transform="translate(18 {(Top + Height - Bottom) / 2}) rotate(-90)" text-anchor="middle" fill="#222222">{Text(YTitle)}</text>""");
        foreach (Series series in Series)
        {
            Add($"""<polyline fill="none" stroke="{series.Colour}" stroke-width="2.5" points="{string.Join(' ', series.Points.Select(point => Text($"{X(point.X)},{Y(point.Y)}")))}"/>""");
            foreach ((double x, double y) in series.Points)
            {
                Add($"""<circle cx="{X(x)}" cy="{Y(y)}" r="3.5" fill="{series.Colour}"/>""");
            }
        }

        foreach ((Series series, double y) in Labels(Y))
        {
            Add($"""<text x="{Width - Right + 10}" y="{y}" fill="{series.Colour}">{Text(series.Name)}</text>""");
        }

        return svg.AppendLine("</svg>").ToString();

        double X(double x) => Math.Round(Left + ((Width - Left - Right) * Math.Log(x / xFrom) / Math.Log(xTo / xFrom)), 1);
        double Y(double y) => Math.Round(Height - Bottom - ((Height - Top - Bottom) * Math.Log(y / yFrom) / Math.Log(yTo / yFrom)), 1);
        void Add(FormattableString line) => svg.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }

    // Beside the end of each line, and never on top of each other.
    private IEnumerable<(Series Series, double Y)> Labels(Func<double, double> y)
    {
        double free = double.NegativeInfinity;
        foreach (Series series in Series.OrderBy(series => y(series.Points[^1].Y)))
        {
            double at = Math.Max(y(series.Points[^1].Y) + 4, free);
            free = at + LineHeight;
            yield return (series, at);
        }
    }

    private static double PowerBelow(double value) => Math.Pow(10, Math.Floor(Math.Log10(value)));

    private static double PowerAbove(double value) => Math.Pow(10, Math.Ceiling(Math.Log10(value)));

    private static string Number(double value) => value.ToString(value >= 1000 ? "#,##0" : "0.####", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
