using Spectre.Console;
using Spectre.Console.Rendering;

namespace WorkflowAlerts.Cli.Displaying;

/// <summary>Puts a coloured bar before every line of something, as Slack does beside a message.</summary>
internal sealed class ColourBar(IRenderable inner, Color colour) : Renderable
{
    private const int Width = 2;

    protected override Measurement Measure(RenderOptions options, int maxWidth)
    {
        Measurement within = inner.Measure(options, Within(maxWidth));
        return new Measurement(within.Min + Width, within.Max + Width);
    }

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        Segment bar = new(options.Unicode ? "▌ " : "| ", new Style(colour));

        // A collection expression would size itself by the line's Length, which counts cells and not segments.
        return Segment.SplitLines(inner.Render(options, Within(maxWidth)), Within(maxWidth)).SelectMany(line => Enumerable.Prepend(line, bar).Append(Segment.LineBreak));
    }

    private static int Within(int maxWidth) => Math.Max(1, maxWidth - Width);
}
