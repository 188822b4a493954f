using WorkflowAlerts.Deciding;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Telling;

/// <summary>Tells of a run that has not ended, or not begun, as was expected: as what it is, an expectation.</summary>
internal static class LateRunCard
{
    public static Card Of(LateRun run, CardSetting setting)
    {
        Expectation expectation = run.Expectation;
        CardText name = run.WorkflowName.Length > 0 ? CardText.Of($"{run.WorkflowName}") : CardText.Of($"(workflow without a name)");
        (CardText title, CardText happened, CardText lead, CardText advice) = Words(run, expectation);
        return new Card
        {
            Tone = Tone.Warning,
            Title = title,
            Subject = CardText.Of($"{name} in {run.Tenant}"),
            Lead = lead,
            Advice = advice,
            Summary = CardText.Of($"{name} in {run.Tenant} {happened}."),
            Quote = CardText.Lines(run.ErrorMessage),
            Notes = setting.Notes,
            Facts = [.. (expectation.Start is null ? OfRun(run, expectation) : OfStart(run, expectation.Start.Value)).Where(fact => !fact.Value.IsEmpty)],
            Link = expectation.Start is null ? RunLink.To(run.Tenant, run.Id, setting.Options.RunUrlTemplate) : null,
        };
    }

    private static (CardText Title, CardText Happened, CardText Lead, CardText Advice) Words(LateRun run, Expectation expectation) => run switch
    {
        { Outcome: Outcome.Failing } => (
            CardText.Of($"Workflow is failing while it runs"),
            CardText.Of($"is running with failures"),
            CardText.Of($"Parts of the run have failed, and it goes on."),
            CardText.Of($"Look at the run in Amperity: stopping it early may save its time. How it ends is told when it ends.")),
        _ when expectation.Start is { } start => (
            CardText.Of($"Workflow did not start at its usual time"),
            CardText.Of($"did not start, as it usually does, at {start}"),
            CardText.Of($"This is an expectation, not an error."),
            CardText.Of($"It started around this time of the week in both of the last two weeks. Check its schedule in Amperity, and whether what it waits for has run. You are told once; not again until it has started.")),
        _ => (
            CardText.Of($"Workflow takes longer than usual"),
            CardText.Of($"takes longer than usual: it started at {run.StartedAt ?? expectation.NoticedAt} and has not ended"),
            CardText.Of($"This is an expectation, not an error."),
            CardText.Of($"Look at the run in Amperity: it may hang, or have more to do than usual. You are told once; if it fails, you are told that as well.")),
    };

    private static IEnumerable<Fact> OfRun(LateRun run, Expectation expectation)
    {
        yield return new Fact(CardText.Of($"Run id"), CardText.Code(run.Id));
        yield return new Fact(CardText.Of($"Error type"), CardText.Of($"{run.ErrorType}"));
        yield return new Fact(CardText.Of($"Started"), run.StartedAt is { } started ? CardText.Of($"{started}, {CardWords.Duration(expectation.NoticedAt - started)} ago when noticed") : CardText.Empty);
        yield return new Fact(
            CardText.Of($"Usual"), expectation.Usual is { } usual ? CardText.Of($"95 % of its last {expectation.Runs} good runs took {CardWords.Duration(usual)} or less") : CardText.Empty);
        yield return new Fact(CardText.Of($"Started by"), CardText.Of($"{run.StartedBy}"));
        yield return new Fact(CardText.Of($"Workflow type"), CardText.Of($"{run.WorkflowType}"));
    }

    private static IEnumerable<Fact> OfStart(LateRun run, DateTimeOffset start)
    {
        yield return new Fact(CardText.Of($"Expected"), CardText.Of($"{start}"));
        yield return new Fact(CardText.Of($"Last start"), run.StartedAt is { } last ? CardText.Of($"{last}") : CardText.Empty);
        yield return new Fact(CardText.Of($"Workflow type"), CardText.Of($"{run.WorkflowType}"));
    }
}
