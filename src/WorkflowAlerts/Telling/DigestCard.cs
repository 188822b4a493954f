using WorkflowAlerts.Deciding;
using WorkflowAlerts.Sending;
using WorkflowAlerts.Matching;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Telling;

/// <summary>Tells of many runs in one card: a line a workflow and error, the largest first.</summary>
internal static class DigestCard
{
    public static Card Of(Digest digest, CardSetting setting) => new()
    {
        Tone = ToneOf(digest),
        Title = Title(digest),
        Subject = CardText.Of($"{digest.Tenant}"),
        Lead = Lead(digest),
        Advice = Advice(digest),
        Summary = CardText.Of($"{Happened(digest)} in {digest.Tenant} between {digest.First} and {digest.Last}."),
        Notes =
        [
            .. setting.Notes,
            .. digest.Cards > 1 ? new[] { CardText.Of($"Card {digest.Number} of {digest.Cards}.") } : [],
        ],
        Facts =
        [
            .. digest.Lines.Select(line => new Fact(Name(line), Line(line))),
            .. digest.Unlisted > 0 ? new[] { new Fact(CardText.Of($"In further workflows"), CardText.Of($"{digest.Unlisted} runs")) } : [],
        ],
    };

    private static Tone ToneOf(Digest digest) => digest switch
    {
        _ when IsOnlyGood(digest) || HasHealed(digest) => Tone.Good,
        _ when digest.Lines.Any(line => line.Outcome == Outcome.Failed) => Tone.Bad,
        _ => Tone.Warning,
    };

    private static CardText Title(Digest digest) => digest.Reason switch
    {
        DigestReason.Cascade => digest.Count == 1 ? CardText.Of($"One more workflow run failed") : CardText.Of($"{digest.Count} more workflow runs failed"),
        DigestReason.QuietHours => CardText.Of($"{Alerts(digest)} during quiet hours"),
        DigestReason.Mute => CardText.Of($"{Alerts(digest)} while muted"),
        _ when IsOnlyGood(digest) => CardText.Of($"{digest.Count} workflows work again"),
        _ when IsExpectation(digest) => CardText.Of($"{digest.Count} workflow runs are later than usual"),
        _ => CardText.Of($"{digest.Count} workflow runs failed or were canceled"),
    };

    private static CardText Happened(Digest digest) => digest.Reason switch
    {
        DigestReason.Cascade => CardText.Of($"{MoreRuns(digest)} failed after {digest.Cause}, possibly because of it,"),
        DigestReason.QuietHours => CardText.Of($"{Alerts(digest)} came during quiet hours"),
        DigestReason.Mute => CardText.Of($"{Alerts(digest)} came while muted ({digest.Cause})"),
        _ when IsOnlyGood(digest) => CardText.Of($"{digest.Count} workflows work again"),
        _ when IsExpectation(digest) => CardText.Of($"{digest.Count} runs took longer than usual, or did not start,"),
        _ => CardText.Of($"{digest.Count} runs failed or were canceled"),
    };

    private static CardText Lead(Digest digest) => digest.Reason switch
    {
        DigestReason.Cascade => CardText.Of($"They possibly follow from the failure of {digest.Cause}, which was told before."),
        DigestReason.QuietHours => CardText.Of($"The quiet hours are over."),
        DigestReason.Mute => CardText.Of($"The mute is over ({digest.Cause})."),
        _ when IsOnlyGood(digest) => CardText.Of($"Nobody has to act. Many recovered at once, so they are told together."),
        _ when IsExpectation(digest) => CardText.Of($"These are expectations, not errors. Many at once may mean that Amperity is slow or stands still."),
        _ => CardText.Of($"Many runs ended at once, so they are told together."),
    };

    private static CardText Advice(Digest digest) => digest switch
    {
        _ when IsOnlyGood(digest) || IsExpectation(digest) => CardText.Of($"\"workflow-alerts history\" lists every run."),
        _ when HasHealed(digest) => CardText.Of($"All of these workflows work again. \"workflow-alerts history\" lists every run."),
        _ => CardText.Of($"Begin with the largest group; where one error is behind it, fixing that may fix them all. \"workflow-alerts history\" lists every run."),
    };

    private static bool IsOnlyGood(Digest digest) => digest.TellsOnlyOfRecoveries;

    private static bool IsExpectation(Digest digest) => digest.Lines.All(line => line.Outcome is Outcome.Failing or Outcome.Overdue);

    // Every failed or canceled run on it is followed by a success of the same workflow.
    private static bool HasHealed(Digest digest) => digest is { Unlisted: 0, Cards: 1 } && digest.Lines.All(line =>
        line.Outcome == Outcome.Succeeded || (line.Outcome is Outcome.Failed or Outcome.Canceled && digest.Lines.Any(other => IsHealedBy(line, other))));

    private static bool IsHealedBy(RunGroup failed, RunGroup other) =>
        other.Outcome == Outcome.Succeeded && other.Concern.Workflow == failed.Concern.Workflow && other.Last >= failed.Last;

    private static CardText Alerts(Digest digest) => digest.Count == 1 ? CardText.Of($"One alert") : CardText.Of($"{digest.Count} alerts");

    private static CardText MoreRuns(Digest digest) => digest.Count == 1 ? CardText.Of($"One more run") : CardText.Of($"{digest.Count} more runs");

    private static CardText Name(RunGroup line) =>
        line.WorkflowName.Length > 0 ? CardText.Of($"{line.WorkflowName}") : CardText.Of($"(workflow without a name)");

    private static CardText Line(RunGroup line)
    {
        CardText ended = line.Outcome switch
        {
            Outcome.Succeeded => CardText.Of($"works again since {CardWords.Clock(line.Last)} UTC"),
            Outcome.Canceled when line.ManualStop => CardText.Of($"{line.Count} stopped by hand"),
            Outcome.Canceled => CardText.Of($"{line.Count} canceled"),
            Outcome.Failing => CardText.Of($"{line.Count} failing while running"),
            Outcome.Overdue => CardText.Of($"{line.Count} later than usual"),
            _ => CardText.Of($"{line.Count} failed"),
        };
        CardText error = line.ErrorType.Length > 0 ? CardText.Of($", {line.ErrorType}") : CardText.Empty;
        CardText runs = CardWords.List(line.RunIds);
        CardText more = line.Count > line.RunIds.Count ? CardText.Of($", and {line.Count - line.RunIds.Count} more") : CardText.Empty;
        return CardText.Of($"{ended}{When(line)}{error}. Runs: {runs}{more}");
    }

    private static CardText When(RunGroup line) => line switch
    {
        { Outcome: Outcome.Succeeded } => CardText.Empty,
        _ when line.Count == 1 || CardWords.Clock(line.First) == CardWords.Clock(line.Last) => CardText.Of($", {CardWords.Clock(line.Last)} UTC"),
        _ => CardText.Of($", {CardWords.Clock(line.First)} to {CardWords.Clock(line.Last)} UTC"),
    };
}
