using System.Text;

namespace WorkflowAlerts.Rendering;

/// <summary>Slack's ways of writing text, and of keeping foreign text literal in each.</summary>
/// <remarks>https://docs.slack.dev/messaging/formatting-message-text</remarks>
internal static class SlackText
{
    // Invisible and of no width: it parts what Slack would read as one, a mention, a link or a mark.
    private const char WordJoiner = '\u2060';

    /// <summary>Formatted text: our own words and times, and foreign words that can do nothing.</summary>
    public static string Mrkdwn(Phrase phrase) => phrase switch
    {
        { Time: { } time } => $"<!date^{time.ToUnixTimeSeconds()}^{{date_short_pretty}} {{time_secs}}|{phrase.Text}>",
        { IsForeign: true } => Literal(phrase.Text, "*_~`"),
        _ => Escape(phrase.Text),
    };

    /// <summary>Text to copy. Foreign backticks would end it early.</summary>
    public static string Code(Phrase phrase) => $"`{Literal(phrase.Text.Replace('`', '\''), "")}`";

    /// <summary>Text without any form: what a notification shows.</summary>
    public static string Plain(IEnumerable<Phrase> phrases) =>
        string.Concat(phrases.Select(phrase => phrase.IsForeign ? Literal(phrase.Text, "*_~`") : Escape(phrase.Text)));

    /// <summary>Foreign text for a plain-text object.</summary>
    public static string Plain(string foreign) => Literal(foreign, "");

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Escapes, and parts web addresses, mail addresses, mentions and channel names, which Slack otherwise finds in bare text.</summary>
    private static string Literal(string text, string marks)
    {
        StringBuilder literal = new(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            literal.Append(c switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => null } ?? c.ToString());
            if (c is '@' or '#' or ':' || marks.Contains(c) || (c == '.' && i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1])))
            {
                literal.Append(WordJoiner);
            }
        }

        return literal.ToString();
    }
}
