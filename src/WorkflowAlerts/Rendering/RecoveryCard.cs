using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Rendering;

/// <summary>Tells that a workflow works again.</summary>
internal static class RecoveryCard
{
    private const int ShownRuns = 3;

    public static Card Of(Alert alert, Recovery recovery, CardOptions options, bool possibleRepeat)
    {
        CardText name = alert.WorkflowName.Length > 0 ? CardText.Of($"{alert.WorkflowName}") : CardText.Of($"(workflow without a name)");
        DateTimeOffset worked = recovery.WorkedAt ?? alert.EndedAt ?? recovery.Since;
        CardText duration = CardWords.Duration(worked - recovery.Since);
        CardText failed = recovery.Count == 1 ? CardText.Of($"One run failed") : CardText.Of($"{CardWords.Streak(recovery.Count)} runs failed");
        CardText sentence = recovery.WasHeld
            ? CardText.Of($"{failed}, and a rerun worked {duration} later. Nobody was told before, because a route waits for reruns.")
            : CardText.Of($"{failed}; it was down for {duration}.");
        return new Card
        {
            Tone = Tone.Good,
            Title = recovery.WasHeld ? CardText.Of($"Workflow failed and recovered") : CardText.Of($"Workflow works again"),
            Subject = CardText.Of($"{name} in {alert.Tenant}"),
            Lead = CardText.Of($"Nobody has to act."),
            Advice = sentence,
            Summary = recovery.WasHeld
                ? CardText.Of($"{name} in {alert.Tenant} failed and recovered by a rerun, {duration} late.")
                : CardText.Of($"{name} in {alert.Tenant} works again. {sentence}"),
            Notes = possibleRepeat ? [AlertCard.PossibleRepeat] : [],
            Facts =
            [
                new Fact(CardText.Of($"Failed since"), CardText.Of($"{recovery.Since}")),
                new Fact(CardText.Of($"Works since"), CardText.Of($"{worked}")),
                .. recovery.WasHeld ? [] : new[] { new Fact(CardText.Of($"Good run"), CardText.Code(alert.RunId)) },
                .. recovery.Runs.Take(ShownRuns).Select(run => new Fact(CardText.Of($"Failed run"), CardText.Code(run.RunId))),
                .. recovery.Count > ShownRuns ? new[] { new Fact(CardText.Of($"Further failed runs"), CardText.Of($"{recovery.Count - ShownRuns}")) } : [],
            ],
            Link = RunLink.To(alert, options.RunUrlTemplate),
        };
    }
}
