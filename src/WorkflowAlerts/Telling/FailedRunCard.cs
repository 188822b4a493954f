using WorkflowAlerts.Deciding;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Telling;

/// <summary>
/// The card of a run that ended failed or canceled. Whoever is woken by it must know from the first lines what happened and whether to get up.
/// </summary>
internal static class FailedRunCard
{
    private static readonly CardText ContactSupport = CardText.Of($"contact Amperity Support with the tenant and the run id");

    public static Card Of(FailedRun run, CardSetting setting)
    {
        CardText name = Or(CardText.Of($"{run.WorkflowName}"), CardText.Of($"(workflow without a name)"));
        CardText error = CardText.Lines(run.ErrorMessage);
        (Tone tone, CardText title, CardText happened) = Ending(run);
        (CardText lead, CardText advice) = WhoActs(run, hasError: !error.IsEmpty);
        RunDetail? detail = setting.Detail;
        return new Card
        {
            Tone = tone,
            Title = title,
            Subject = CardText.Of($"{name} in {run.Tenant}"),
            Lead = lead,
            Advice = advice,
            Summary = Summary(CardText.Of($"{name} in {run.Tenant} {happened}"), error),
            Quote = CardText.Lines(Errors(run, detail)),
            Notes = [.. setting.Notes, .. Notes(run, detail)],
            Facts = [.. Facts(run, setting.Options, detail).Where(fact => !fact.Value.IsEmpty)],
            Link = RunLink.To(run.Tenant, run.Id, setting.Options.RunUrlTemplate),
        };
    }

    private static (Tone Tone, CardText Title, CardText Happened) Ending(FailedRun run) => run switch
    {
        { ManualStop: true } => (Tone.Neutral, CardText.Of($"Workflow stopped by hand"), CardText.Of($"was stopped by hand")),
        { Outcome: Outcome.Canceled } => (Tone.Warning, CardText.Of($"Workflow canceled"), CardText.Of($"was canceled")),
        _ when HasUnknownState(run) => (
            Tone.Bad,
            CardText.Of($"Workflow ended with an error"),
            CardText.Of($"ended with an error in the state “{run.State}”")),
        { Streak.Count: > 1 } => (Tone.Bad, CardText.Of($"Workflow failed again"), CardText.Of($"failed again")),
        _ => (Tone.Bad, CardText.Of($"Workflow failed"), CardText.Of($"failed")),
    };

    // What each attribution asks for is Amperity's own advice on "attribution": https://docs.amperity.com/api/endpoint_get_workflows_fetch.html.
    private static (CardText Lead, CardText Advice) WhoActs(FailedRun run, bool hasError) => run switch
    {
        { ManualStop: true } => (
            CardText.Of($"Nobody has to act, unless the stop was not meant."),
            CardText.Of($"Somebody stopped this run by hand. If it was a mistake, rerun the workflow.")),
        { Attribution: Attribution.Customer } => (
            CardText.Of($"Your team has to act."),
            CardText.Of($"Fix the configuration in Amperity, then rerun the workflow.")),
        { Attribution: Attribution.Platform } => (
            CardText.Of($"A rerun usually helps."),
            CardText.Of($"Amperity's platform had the problem, not your configuration. Rerun the workflow. If it fails again, {ContactSupport}.")),
        _ when hasError => (
            CardText.Of($"Amperity does not say who has to act."),
            CardText.Of($"Read the error: if it names a configuration, fix that, then rerun the workflow. If that does not help, {ContactSupport}.")),
        _ => (
            CardText.Of($"Amperity does not say who has to act, or why the run ended."),
            CardText.Of($"Look at the run in Amperity, and rerun the workflow if its result is needed.")),
    };

    private static CardText Summary(CardText sentence, CardText error)
    {
        string headline = error.ToString().Split('\n', 2)[0];
        return headline.Length == 0 ? CardText.Of($"{sentence}.") : CardText.Of($"{sentence}: {headline}");
    }

    // The task's own error says what the run's error often only hints at.
    private static string Errors(FailedRun run, RunDetail? detail) => detail is { Error.Length: > 0 } && !run.ErrorMessage.Contains(detail.Error, StringComparison.Ordinal)
        ? string.Join("\n\n", new[] { run.ErrorMessage, $"{detail.FailedTask}:\n{detail.Error}" }.Where(text => text.Length > 0))
        : run.ErrorMessage;

    private static IEnumerable<CardText> Notes(FailedRun run, RunDetail? detail)
    {
        if (run.Streak is { Count: > 1 } streak)
        {
            yield return CardText.Of($"{CardWords.Streak(streak.Count)} failures in a row, since {streak.Since}.");
        }

        if (run.Streak is { Count: 0, LastSuccess: { } worked })
        {
            yield return CardText.Of($"The workflow has worked since, at {worked}.");
        }

        if (run.Cascade is { } cascade)
        {
            yield return CardText.Of(
                $"{cascade.Count} more failed after it, possibly because of it: {CardWords.List(cascade.Names)}{More(cascade)}.");
        }

        if (detail is { ConfigurationChanged: true })
        {
            yield return CardText.Of($"Amperity's configuration changed while the workflow ran.");
        }

        if (run.Outcome == Outcome.Canceled)
        {
            yield return CardText.Of($"Orchestrations this run had started may still have sent data.");
        }
    }

    private static CardText More(Cascade cascade) => cascade.Names.Count < cascade.Count ? CardText.Of($", and others") : CardText.Empty;

    private static IEnumerable<Fact> Facts(FailedRun run, CardOptions options, RunDetail? detail)
    {
        yield return new Fact(CardText.Of($"Run id"), CardText.Code(run.Id));
        foreach (EarlierRun earlier in run.Streak is { Count: > 1 } streak ? streak.Earlier : [])
        {
            yield return new Fact(CardText.Of($"Failed before"), CardText.Code(earlier.RunId));
        }

        yield return new Fact(CardText.Of($"State"), When(HasUnknownState(run), CardText.Of($"{run.State}")));
        yield return new Fact(CardText.Of($"Failing task"), CardText.Of($"{detail?.FailedTask}"));
        yield return new Fact(CardText.Of($"Tasks"), detail is { FailedTasks: > 0 } ? CardText.Of($"{detail.FailedTasks} of {detail.Tasks} failed") : CardText.Empty);
        yield return new Fact(CardText.Of($"Error type"), CardText.Of($"{run.ErrorType}"));
        yield return new Fact(CardText.Of($"Further errors"), When(run.FurtherErrors > 0, CardText.Of($"{run.FurtherErrors}, see the run in Amperity")));
        yield return new Fact(CardText.Of($"Started"), run.StartedAt is { } started ? CardText.Of($"{started}") : CardText.Empty);
        yield return new Fact(CardText.Of($"Ended"), Ended(run));
        yield return new Fact(CardText.Of($"Last good run"), run.Streak is { Count: > 0, LastSuccess: { } success } ? CardText.Of($"{success}") : CardText.Empty);
        yield return new Fact(CardText.Of($"Started by"), StartedBy(run, options));
        yield return new Fact(CardText.Of($"Workflow type"), CardText.Of($"{run.WorkflowType}"));
    }

    private static CardText Ended(FailedRun run) => (run.StartedAt, run.EndedAt) switch
    {
        (_, null) => CardText.Empty,
        ({ } started, { } ended) when ended >= started => CardText.Of($"{ended}, after {CardWords.Duration(ended - started)}"),
        (_, { } ended) => CardText.Of($"{ended}"),
    };

    private static CardText StartedBy(FailedRun run, CardOptions options)
    {
        CardText person = CardText.Of($"{run.StartedBy}");
        CardText email = When(options.ShowEmail, CardText.Of($"{run.StartedByEmail}"));
        return person.IsEmpty || email.IsEmpty ? Or(person, email) : CardText.Of($"{person} ({email})");
    }

    private static bool HasUnknownState(FailedRun run) => run.Outcome == Outcome.Failed && RunState.Normalize(run.State) is not ("failed" or "");

    private static CardText When(bool condition, CardText text) => condition ? text : CardText.Empty;

    private static CardText Or(CardText text, CardText otherwise) => text.IsEmpty ? otherwise : text;
}
