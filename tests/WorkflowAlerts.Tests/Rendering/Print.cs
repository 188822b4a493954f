using WorkflowAlerts.Telling;
using WorkflowAlerts.Rendering;

namespace WorkflowAlerts.Tests.Rendering;

/// <summary>Prints a counterexample without its megabytes.</summary>
internal static class Print
{
    public static string Brief(Card card)
    {
        CardText[] texts = [card.Headline, card.Call, card.Summary, card.Quote, .. card.Notes];
        return string.Join(" | ", texts.Select(text => text.ToString()).Select(text => text[..Math.Min(60, text.Length)])) + $" | {card.Facts.Count} facts";
    }
}
