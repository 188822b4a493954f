using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Telling;

/// <summary>What a card depends on besides its message.</summary>
/// <param name="Options">What to show.</param>
/// <param name="PossibleRepeat">Whether an earlier attempt may have arrived, so that the reader can tell a repeat from a second failure.</param>
/// <param name="Detail">What the run's verbose view tells, where it could be had.</param>
public sealed record CardSetting(CardOptions Options, bool PossibleRepeat = false, RunDetail? Detail = null)
{
    /// <summary>Said where an earlier attempt may have arrived.</summary>
    internal static readonly CardText Repeat = CardText.Of($"Possible repeat: an earlier attempt may already have arrived.");

    /// <summary>The note about a repeat, where there may be one.</summary>
    internal IReadOnlyList<CardText> Notes => PossibleRepeat ? [Repeat] : [];
}
