using WorkflowAlerts.Telling;
using Spectre.Console;
using Spectre.Console.Rendering;
using WorkflowAlerts.Rendering;

namespace WorkflowAlerts.Cli.Displaying;

/// <summary>A message in a terminal. Only <see cref="Text"/>, which knows no markup; colours say no more than the words.</summary>
internal static class MessageView
{
    private static readonly Style s_quiet = new(Color.Grey);

    /// <param name="message">What arrived.</param>
    /// <param name="destination">Where.</param>
    /// <param name="kind">In which kind of chat.</param>
    /// <param name="at">When, in words; empty where it did not arrive but would.</param>
    public static IRenderable Of(ShownMessage message, string destination, string kind, string at = "")
    {
        (Color colour, string name) = Colour(message.Tone);
        string heading = $"{MessagePart.Clean(destination)} ({kind}, {name}){(at.Length > 0 ? $" {at}" : "")}";
        return new ColourBar(
            new Rows([new Text(heading, s_quiet), new Text(message.Parts[0].Text, new Style(colour, decoration: Decoration.Bold)), .. Body([.. message.Parts.Skip(1)])]),
            colour);
    }

    private static IEnumerable<IRenderable> Body(MessagePart[] parts)
    {
        for (int i = 0; i < parts.Length; i++)
        {
            MessagePart[] facts = [.. parts.Skip(i).TakeWhile(part => part.Kind == PartKind.Fact)];
            yield return facts.Length > 0 ? Facts(facts) : One(parts[i]);
            i += Math.Max(0, facts.Length - 1);
        }
    }

    private static IRenderable One(MessagePart part) => part.Kind switch
    {
        PartKind.Quote => new Padder(new Text(part.Text), new Padding(2, 0, 0, 0)),
        PartKind.Note => new Text(part.Text, new Style(decoration: Decoration.Italic)),
        PartKind.Link => new Text($"{part.Label}: {part.Text}", new Style(Color.Blue)),
        _ => new Text(part.Text),
    };

    private static Grid Facts(MessagePart[] facts)
    {
        Grid grid = new Grid().AddColumn(new GridColumn().Padding(0, 0, 2, 0)).AddColumn(new GridColumn().Padding(0, 0, 0, 0));
        foreach (MessagePart fact in facts)
        {
            grid.AddRow(new Text(fact.Label, s_quiet), new Text(fact.Text));
        }

        return grid;
    }

    private static (Color Colour, string Name) Colour(Tone tone) => tone switch
    {
        Tone.Bad => (Color.Red, "red"),
        Tone.Warning => (Color.Yellow, "amber"),
        Tone.Good => (Color.Green, "green"),
        _ => (Color.Grey, "grey"),
    };
}
