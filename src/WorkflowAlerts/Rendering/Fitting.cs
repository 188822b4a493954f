using WorkflowAlerts.Telling;
namespace WorkflowAlerts.Rendering;

/// <summary>Makes a card fit a platform. A card of which something was cut says where the whole is.</summary>
internal static class Fitting
{
    private const int ShortestCut = 16;

    public static readonly CardText Note = CardText.Of($"Shortened where it says “…”; the full text is in Amperity.");

    /// <summary>
    /// Writes the card, cutting its longest texts to one common length until the bytes fit. At the shortest such length every card fits, since
    /// <paramref name="limits"/> bounds the number of texts.
    /// </summary>
    public static byte[] Fit(Card card, CardLimits limits, int mostBytes, Func<Card, byte[]> write)
    {
        byte[] bytes = write(Within(card, limits, int.MaxValue));
        if (bytes.Length <= mostBytes)
        {
            return bytes;
        }

        int fits = ShortestCut;
        int tooLong = Math.Max(limits.Quote, limits.Sentence);
        bytes = write(Within(card, limits, fits));
        while (tooLong - fits > 1)
        {
            int tried = (fits + tooLong) / 2;
            byte[] attempt = write(Within(card, limits, tried));
            (fits, tooLong, bytes) = attempt.Length <= mostBytes ? (tried, tooLong, attempt) : (fits, tried, bytes);
        }

        return bytes;
    }

    private static Card Within(Card card, CardLimits limits, int longest)
    {
        bool shortened = card.Facts.Count > limits.Facts || card.Notes.Count > limits.Notes;
        CardText title = Fitted(card.Title, limits.Headline / 2);
        Card fitted = card with
        {
            Title = title,
            Subject = Fitted(card.Subject, limits.Headline - Shortening.Weigh(title, limits.Headline, limits) - 4),
            Lead = Fitted(card.Lead, limits.Sentence),
            Advice = Fitted(card.Advice, limits.Sentence),
            Summary = Fitted(card.Summary, limits.Sentence),
            Quote = Fitted(card.Quote, limits.Quote),
            Notes = [.. card.Notes.Where(note => !note.IsEmpty).Take(limits.Notes).Select(note => Fitted(note, limits.Sentence))],
            Facts = [.. card.Facts.Where(fact => !fact.Label.IsEmpty && !fact.Value.IsEmpty).Take(limits.Facts)
                .Select(fact => new Fact(Fitted(fact.Label, limits.Label), Fitted(fact.Value, limits.Value)))],
        };
        return shortened ? fitted with { Notes = [.. fitted.Notes, Note] } : fitted;

        CardText Fitted(CardText text, int most)
        {
            CardText cut = Shortening.Cut(text, Math.Min(most, longest), limits);
            shortened |= !ReferenceEquals(cut, text);
            return cut;
        }
    }
}
