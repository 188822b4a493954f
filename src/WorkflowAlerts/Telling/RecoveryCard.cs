using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Telling;

/// <summary>Tells that a workflow works again.</summary>
internal static class RecoveryCard
{
    private const int ShownRuns = 3;

    public static Card Of(Recovery recovery, CardSetting setting)
    {
        CardText name = recovery.WorkflowName.Length > 0 ? CardText.Of($"{recovery.WorkflowName}") : CardText.Of($"(workflow without a name)");
        CardText duration = CardWords.Duration(recovery.WorkedAt - recovery.Since);
        CardText failed = recovery.Count == 1 ? CardText.Of($"One run failed") : CardText.Of($"{CardWords.Streak(recovery.Count)} runs failed");
        CardText sentence = recovery.WasHeld
            ? CardText.Of($"{failed}, and a rerun worked {duration} later. Nobody was told before, because a route waits for reruns.")
            : CardText.Of($"{failed}; it was down for {duration}.");
        return new Card
        {
            Tone = Tone.Good,
            Title = recovery.WasHeld ? CardText.Of($"Workflow failed and recovered") : CardText.Of($"Workflow works again"),
            Subject = CardText.Of($"{name} in {recovery.Tenant}"),
            Lead = CardText.Of($"Nobody has to act."),
            Advice = sentence,
            Summary = recovery.WasHeld
                ? CardText.Of($"{name} in {recovery.Tenant} failed and recovered by a rerun, {duration} late.")
                : CardText.Of($"{name} in {recovery.Tenant} works again. {sentence}"),
            Notes =
            [
                .. setting.Notes,
                .. recovery.FailedAgainAt is { } again ? new[] { CardText.Of($"It failed again at {again}, which was told elsewhere or is told later.") } : [],
            ],
            Facts =
            [
                new Fact(CardText.Of($"Failed since"), CardText.Of($"{recovery.Since}")),
                new Fact(CardText.Of($"Works since"), CardText.Of($"{recovery.WorkedAt}")),
                new Fact(CardText.Of($"Good run"), CardText.Code(recovery.Id)),
                .. recovery.Runs.Take(ShownRuns).Select(run => new Fact(CardText.Of($"Failed run"), CardText.Code(run.RunId))),
                .. recovery.Count > ShownRuns ? new[] { new Fact(CardText.Of($"Further failed runs"), CardText.Of($"{recovery.Count - ShownRuns}")) } : [],
            ],
            Link = RunLink.To(recovery.Tenant, recovery.Id, setting.Options.RunUrlTemplate),
        };
    }
}
