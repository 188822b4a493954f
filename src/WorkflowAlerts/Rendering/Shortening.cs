using WorkflowAlerts.Telling;
using System.Globalization;
using System.Text;

namespace WorkflowAlerts.Rendering;

/// <summary>
/// Cuts texts. A text that is cut ends in an ellipsis. Texts are cut before they are escaped, by what they weigh escaped, and between graphemes:
/// so neither an entity nor an emoji is ever cut in two.
/// </summary>
internal static class Shortening
{
    /// <summary>
    /// The text itself where it weighs at most <paramref name="most"/>; otherwise its longest parts give way first, so that "in socktown" outlives an
    /// endless name.
    /// </summary>
    public static CardText Cut(CardText text, int most, CardLimits limits)
    {
        if (Weigh(text, most, limits) <= most)
        {
            return text;
        }

        int[] weights = [.. text.Parts.Select(part => Weigh(part, most, limits))];
        int share = Share(weights, most);
        return new(
        [
            .. text.Parts.Zip(weights, (part, weight) => weight <= share ? part : Cut(part, share, limits)).Where(part => part.Value.Length > 0),
        ]);
    }

    public static int Weigh(CardText text, int most, CardLimits limits)
    {
        int weight = 0;
        foreach (TextPart part in text.Parts)
        {
            weight += Weigh(part, most, limits);
            if (weight > most)
            {
                break;
            }
        }

        return weight;
    }

    // The largest share s for which the sum of min(weight, s) stays within the most.
    private static int Share(int[] weights, int most)
    {
        int share = most;
        int left = weights.Length;
        foreach (int weight in weights.Order())
        {
            share = most / left;
            if (weight > share)
            {
                break;
            }

            most -= weight;
            left--;
        }

        return share;
    }

    // Stops counting once it is too much: a megabyte is not worth weighing.
    private static int Weigh(TextPart part, int most, CardLimits limits)
    {
        if (part.Kind == TextPartKind.Time)
        {
            return limits.TimeWeight;
        }

        int weight = 0;
        foreach (Rune rune in part.Value.EnumerateRunes())
        {
            weight += limits.Weight(rune);
            if (weight > most)
            {
                break;
            }
        }

        return weight;
    }

    private static TextPart Cut(TextPart part, int most, CardLimits limits)
    {
        const string ellipsis = "…";
        TextPartKind kind = part.Kind == TextPartKind.Time ? TextPartKind.Own : part.Kind;
        if (most < ellipsis.Length || part.Kind == TextPartKind.Time)
        {
            return new TextPart(kind, most < ellipsis.Length ? "" : ellipsis);
        }

        int kept = 0;
        int room = most - ellipsis.Length;
        while (kept < part.Value.Length)
        {
            // No grapheme that fits is longer than the room left; looking no further keeps an endless one cheap.
            ReadOnlySpan<char> ahead = part.Value.AsSpan(kept, Math.Min(part.Value.Length - kept, room + 2));
            int length = StringInfo.GetNextTextElementLength(ahead);
            int weight = 0;
            foreach (Rune rune in ahead[..length].EnumerateRunes())
            {
                weight += limits.Weight(rune);
            }

            if (weight > room)
            {
                break;
            }

            room -= weight;
            kept += length;
        }

        return new TextPart(kind, part.Value[..kept].TrimEnd() + ellipsis);
    }
}
