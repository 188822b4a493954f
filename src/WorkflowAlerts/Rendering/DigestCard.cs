using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Rendering;

/// <summary>Tells of many runs in one card: a line a workflow and error, the largest first.</summary>
internal static class DigestCard
{
    public static Card Of(Alert alert, Digest digest, bool possibleRepeat)
    {
        CardText happened = Happened(digest);
        return new Card
        {
            Tone = digest.Groups.All(group => group.Outcome == Outcome.Succeeded) ? Tone.Good : digest.Groups.Any(group => group.Outcome == Outcome.Failed) ? Tone.Bad : Tone.Warning,
            Title = Title(digest),
            Subject = CardText.Of($"{alert.Tenant}"),
            Lead = Lead(digest),
            Advice = IsExpectation(digest) ? CardText.Of($"\"workflow-alerts history\" lists every run.") : CardText.Of($"Begin with the largest group; where one error is behind it, its mend may be the mend of all. \"workflow-alerts history\" lists every run."),
            Summary = CardText.Of($"{happened} in {alert.Tenant} between {digest.First} and {digest.Last}."),
            Notes =
            [
                .. possibleRepeat ? new[] { AlertCard.PossibleRepeat } : [],
                .. digest.Cards > 1 ? new[] { CardText.Of($"Card {digest.Card} of {digest.Cards}.") } : [],
            ],
            Facts =
            [
                .. digest.Groups.Select(group => new Fact(Name(group), Line(group))),
                .. digest.Unlisted > 0 ? new[] { new Fact(CardText.Of($"In further workflows"), CardText.Of($"{digest.Unlisted} runs")) } : [],
            ],
        };
    }

    private static CardText Title(Digest digest) => digest.Reason switch
    {
        DigestReason.Cascade => digest.Count == 1 ? CardText.Of($"One more workflow run failed") : CardText.Of($"{digest.Count} more workflow runs failed"),
        DigestReason.QuietHours => CardText.Of($"{Alerts(digest)} during quiet hours"),
        DigestReason.Mute => CardText.Of($"{Alerts(digest)} while muted"),
        _ when IsExpectation(digest) => CardText.Of($"{digest.Count} workflow runs are later than usual"),
        _ => CardText.Of($"{digest.Count} workflow runs ended badly"),
    };

    private static CardText Happened(Digest digest) => digest.Reason switch
    {
        DigestReason.Cascade => CardText.Of($"{(digest.Count == 1 ? CardText.Of($"One more run") : CardText.Of($"{digest.Count} more runs"))} failed after {digest.Cause}, because of it,"),
        DigestReason.QuietHours => CardText.Of($"{Alerts(digest)} came during quiet hours"),
        DigestReason.Mute => CardText.Of($"{Alerts(digest)} came while muted ({digest.Cause})"),
        _ when IsExpectation(digest) => CardText.Of($"{digest.Count} runs took longer than usual, or did not start,"),
        _ => CardText.Of($"{digest.Count} runs failed or were canceled"),
    };

    private static CardText Lead(Digest digest) => digest.Reason switch
    {
        DigestReason.Cascade => CardText.Of($"They follow from the failure of {digest.Cause}, which was told before."),
        DigestReason.QuietHours => CardText.Of($"The quiet hours are over."),
        DigestReason.Mute => CardText.Of($"The mute is over ({digest.Cause})."),
        _ when IsExpectation(digest) => CardText.Of($"These are expectations, not errors. Many at once may mean that Amperity is slow or stands still."),
        _ => CardText.Of($"Many runs ended at once, so they are told together."),
    };

    private static bool IsExpectation(Digest digest) => digest.Groups.All(group => group.Outcome is Outcome.Failing or Outcome.Overdue);

    private static CardText Alerts(Digest digest) => digest.Count == 1 ? CardText.Of($"One alert") : CardText.Of($"{digest.Count} alerts");

    private static CardText Name(DigestGroup group) => group.WorkflowName.Length > 0 ? CardText.Of($"{group.WorkflowName}") : CardText.Of($"(workflow without a name)");

    private static CardText Line(DigestGroup group)
    {
        CardText ended = group.Outcome switch
        {
            Outcome.Succeeded => CardText.Of($"works again since {CardWords.Clock(group.Last)} UTC"),
            Outcome.Canceled => CardText.Of($"{group.Count} canceled"),
            Outcome.Failing => CardText.Of($"{group.Count} failing while running"),
            Outcome.Overdue => CardText.Of($"{group.Count} later than usual"),
            _ => CardText.Of($"{group.Count} failed"),
        };
        CardText when = group.Outcome == Outcome.Succeeded ? CardText.Empty : group.Count == 1
            ? CardText.Of($", {CardWords.Clock(group.Last)} UTC")
            : CardText.Of($", {CardWords.Clock(group.First)} to {CardWords.Clock(group.Last)} UTC");
        CardText error = group.ErrorType.Length > 0 ? CardText.Of($", {group.ErrorType}") : CardText.Empty;
        CardText runs = CardWords.List(group.RunIds);
        CardText more = group.Count > group.RunIds.Count ? CardText.Of($", and {group.Count - group.RunIds.Count} more") : CardText.Empty;
        return CardText.Of($"{ended}{when}{error}. Runs: {runs}{more}");
    }
}
