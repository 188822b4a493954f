using WorkflowAlerts.Telling;
using System.Text;
using CsCheck;
using WorkflowAlerts.Rendering;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Tests.Rendering;

/// <summary>
/// Generates what others might write, from nothing to a megabyte of it. Every text begins with <see cref="Mark"/>, so that a test can find it again.
/// </summary>
internal static class ForeignTexts
{
    public const char Mark = '¤';

    private static readonly string[] Fragments =
    [
        "<!channel>", "<!here>", "<@U1>", "<https://evil.example|x>", "https://evil.example", "www.evil.example", "@here", "#general",
        "<at>x</at>", "</AT>", "[x](http://evil.example)", "**b**", "*b*", "_i_",
        "`", "``", "```", "````````", "&", "&amp;", "&amp;amp;", "<", ">", "|", "{{DATE(2026-01-01T00:00:00Z)}}",
        "\0", "\u001b[31m", "\u0085", "\u2028", "\u202e", "\u2066", "\u200b", "\ufeff", "\U000e0041", "\ud83d", "\udc00",
        "\n", "\r\n", "\n\n\n", "\t", "   ", "\"", "\\",
        "👍", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇩🇪", "e\u0301\u0302\u0303", "漢字", "שלום", "می‌خواهم", "\u0378", "\ue000",
        "plain words ", "identifier_with.dots/and-more",
    ];

    private static readonly Gen<string> Fragment = Gen.Frequency((9, Gen.Int[0, Fragments.Length - 1].Select(i => Fragments[i])), (1, Gen.String[0, 20]));

    public static readonly Gen<string> Text = Gen.Frequency(
        (20, Fragment.Array[0, 8].Select(string.Concat)),
        (6, Fragment.Array[0, 400].Select(string.Concat)),
        (1, Gen.Select(Fragment.Array[1, 4].Select(string.Concat), Gen.Int[1, 1_000_000], Repeat)))
        .Select(text => Mark + text);

    private static readonly Gen<DateTimeOffset?> Time =
        Gen.DateTime[DateTime.MinValue, DateTime.MaxValue].Select(time => new DateTimeOffset(time.Ticks, TimeSpan.Zero)).Nullable();

    private static readonly Gen<CardText> CardText = Gen.OneOf(
        Gen.Const(WorkflowAlerts.Telling.CardText.Empty),
        Gen.Const(WorkflowAlerts.Telling.CardText.Of($"Our own words & <numbers> like {17}.")),
        Text.Select(WorkflowAlerts.Telling.CardText.Code),
        Text.Select(WorkflowAlerts.Telling.CardText.Lines),
        Text.Select(text => WorkflowAlerts.Telling.CardText.Of($"{text} in {text}")),
        Time.Select(Text, (time, text) => WorkflowAlerts.Telling.CardText.Of($"{time ?? DateTimeOffset.UnixEpoch} by {text}")));

    private static readonly Gen<FailedRun> FailedRun =
        from texts in Text.Array[8]
        from outcome in Gen.Enum<Outcome>()
        from attribution in Gen.Enum<Attribution>()
        from manualStop in Gen.Bool
        from further in Gen.Int[0, 3]
        from started in Time
        from ended in Time
        select new FailedRun
        {
            Tenant = texts[0],
            Id = texts[1],
            Outcome = outcome,
            WorkflowType = texts[2],
            WorkflowName = texts[3],
            State = texts[4],
            Attribution = attribution,
            ManualStop = manualStop,
            ErrorType = texts[5],
            ErrorMessage = texts[6],
            FurtherErrors = further,
            StartedAt = started,
            EndedAt = ended,
            StartedBy = texts[7],
            StartedByEmail = texts[7],
        };

    private static readonly Gen<Card> AlertCards = Gen.Select(FailedRun, Gen.Bool, Gen.Bool, (alert, repeat, email) =>
        alert.Card(new CardSetting(new CardOptions { ShowEmail = email, RunUrlTemplate = "https://app.amperity.com/{tenant}/{id}?a=1&b=2" }, repeat)));

    private static readonly Gen<Card> OtherCards =
        from texts in CardText.Array[6]
        from notes in CardText.Array[0, 12]
        from facts in Gen.Select(CardText, CardText, (label, value) => new Fact(label, value)).Array[0, 30]
        from tone in Gen.Enum<Tone>()
        select new Card
        {
            Tone = tone,
            Title = texts[0],
            Subject = texts[1],
            Lead = texts[2],
            Advice = texts[3],
            Quote = texts[4],
            Summary = texts[5],
            Notes = notes,
            Facts = facts,
            Link = new Uri("https://app.amperity.com/?" + new string('&', notes.Length * 100)),
        };

    /// <summary>Alerts' cards, and cards of any other make.</summary>
    public static readonly Gen<Card> Cards = Gen.Frequency((2, AlertCards), (1, OtherCards));

    private static string Repeat(string text, int length) => new StringBuilder().Insert(0, text, Math.Min(length, 1_000_000) / Math.Max(text.Length, 1)).ToString();
}
