using System.Text;

namespace WorkflowAlerts.Rendering;

/// <summary>How much of a card a platform takes. All but the two counts are sums of weights.</summary>
internal sealed record CardLimits
{
    /// <summary>Title and subject together.</summary>
    public required int Headline { get; init; }

    /// <summary>The lead, the advice, the summary and each note.</summary>
    public int Sentence { get; init; } = 600;

    public required int Quote { get; init; }

    public int Label { get; init; } = 60;

    public int Value { get; init; } = 300;

    /// <summary>The number of facts.</summary>
    public int Facts { get; init; } = 20;

    /// <summary>The number of notes, the one about shortening not counted.</summary>
    public int Notes { get; init; } = 5;

    /// <summary>The most a character takes once it is written in the platform's form; never less than its UTF-16 length.</summary>
    public required Func<Rune, int> Weight { get; init; }

    /// <summary>The most a time takes.</summary>
    public required int TimeWeight { get; init; }
}
