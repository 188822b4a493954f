using WorkflowAlerts.Telling;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using WorkflowAlerts.Rendering;

namespace WorkflowAlerts.Chats.Slack;

/// <summary>
/// Writes card text in the ways Slack knows. All of them escape <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c>, which disarms <c>&lt;!channel&gt;</c>,
/// <c>&lt;@U…&gt;</c> and <c>&lt;url|label&gt;</c>. Source: https://docs.slack.dev/messaging/formatting-message-text.
/// </summary>
internal static partial class SlackText
{
    private const char ZeroWidthSpace = '\u200B';

    /// <summary>The most a character takes in any of them.</summary>
    public static int Weight(Rune rune) => rune.Value switch
    {
        '&' => 5,
        '<' or '>' => 4,
        '`' or '@' or '#' or '.' or ':' => 2,
        _ => rune.Utf16SequenceLength,
    };

    /// <summary><c>&lt;!date^</c> + 20 digits + the format + the words for clients that cannot tell the zone.</summary>
    public const int TimeWeight = 96;

    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>For <c>plain_text</c>, where nothing is markup.</summary>
    public static string Plain(CardText text) => Escape(text.ToString());

    /// <summary>For <c>mrkdwn</c> with <c>verbatim</c>. Only for text without foreign parts: mrkdwn has no way to write a literal <c>*</c>.</summary>
    public static string Markup(CardText text) => string.Concat(text.Parts.Select(part => part.Kind switch
    {
        TextPartKind.Code => $"`{Escape(part.Value.Replace('`', '\''))}`",
        TextPartKind.Time => Date(part),
        TextPartKind.Own => Escape(part.Value),
        _ => throw new ArgumentException("Foreign text belongs into plain_text.", nameof(text)),
    }));

    /// <summary>For a code block in <c>mrkdwn</c>. Inside one only a second fence is markup, so no two backticks may touch.</summary>
    public static string Block(CardText text) => $"```\n{Escape(BetweenBackticks().Replace(text.ToString(), $"{ZeroWidthSpace}"))}\n```";

    /// <summary>
    /// For the top-level <c>text</c>, which cannot be marked verbatim. The message asks for <c>parse: none</c> and <c>mrkdwn: false</c> and never for
    /// <c>link_names</c>; in case a client makes links and mentions all the same, a zero-width space behind <c>@ # . :</c> breaks <c>@here</c>,
    /// <c>#general</c>, <c>https://</c> and <c>evil.com</c> alike. That spoils copying, but whoever wants to copy sees the blocks, which are left as they are.
    /// </summary>
    public static string Sentence(CardText text) => string.Concat(text.Parts.Select(part =>
        part.Kind is TextPartKind.Foreign or TextPartKind.Code ? Escape(Disarm(part.Value)) : Escape(part.Value)));

    private static string Disarm(string foreign)
    {
        var disarmed = new StringBuilder(foreign.Length + 16);
        for (int i = 0; i < foreign.Length; i++)
        {
            disarmed.Append(foreign[i]);
            if (foreign[i] is '@' or '#' or '.' or ':' && i + 1 < foreign.Length && !char.IsWhiteSpace(foreign[i + 1]))
            {
                disarmed.Append(ZeroWidthSpace);
            }
        }

        return disarmed.ToString();
    }

    private static string Date(TextPart time) =>
        string.Create(CultureInfo.InvariantCulture, $"<!date^{time.Time.ToUnixTimeSeconds()}^{{date_short_pretty}} {{time_secs}}|{time.Value}>");

    [GeneratedRegex("(?<=`)(?=`)")]
    private static partial Regex BetweenBackticks();
}
