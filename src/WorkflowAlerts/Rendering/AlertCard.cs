using WorkflowAlerts.Detailing;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Rendering;

/// <summary>
/// The card of a run that ended failed or canceled. Whoever is woken by it must know from the first lines what happened and whether to get up.
/// </summary>
public static class AlertCard
{
    private static readonly CardText ContactSupport = CardText.Of($"contact Amperity Support with the tenant and the run id");

    /// <summary>Said where an earlier attempt may have arrived.</summary>
    internal static readonly CardText PossibleRepeat = CardText.Of($"Possible repeat: an earlier attempt may already have arrived.");

    /// <param name="alert">What happened.</param>
    /// <param name="options">What to show.</param>
    /// <param name="possibleRepeat">Whether an earlier attempt may have arrived, so that the reader can tell a repeat from a second failure.</param>
    /// <param name="detail">What the run's verbose view tells, where it could be had.</param>
    public static Card Of(Alert alert, CardOptions options, bool possibleRepeat, RunDetail? detail = null) => alert switch
    {
        { Digest: { } digest } => DigestCard.Of(alert, digest, possibleRepeat),
        { Expectation: { } expectation } => ExpectationCard.Of(alert, expectation, options, possibleRepeat),
        { Recovery: { } recovery } => RecoveryCard.Of(alert, recovery, options, possibleRepeat),
        _ => OfRun(alert, options, possibleRepeat, detail),
    };

    private static Card OfRun(Alert alert, CardOptions options, bool possibleRepeat, RunDetail? detail)
    {
        CardText name = Or(CardText.Of($"{alert.WorkflowName}"), CardText.Of($"(workflow without a name)"));
        CardText error = CardText.Lines(alert.ErrorMessage);
        (Tone tone, CardText title, CardText happened) = Ending(alert);
        (CardText lead, CardText advice) = WhoActs(alert, hasError: !error.IsEmpty);
        return new Card
        {
            Tone = tone,
            Title = title,
            Subject = CardText.Of($"{name} in {alert.Tenant}"),
            Lead = lead,
            Advice = advice,
            Summary = Summary(CardText.Of($"{name} in {alert.Tenant} {happened}"), error),
            Quote = CardText.Lines(Errors(alert, detail)),
            Notes = [.. Notes(alert, possibleRepeat, detail)],
            Facts = [.. Facts(alert, options, detail).Where(fact => !fact.Value.IsEmpty)],
            Link = RunLink.To(alert, options.RunUrlTemplate),
        };
    }

    private static (Tone Tone, CardText Title, CardText Happened) Ending(Alert alert) => alert switch
    {
        { ManualStop: true } => (Tone.Neutral, CardText.Of($"Workflow stopped by hand"), CardText.Of($"was stopped by hand")),
        { Outcome: Outcome.Canceled } => (Tone.Warning, CardText.Of($"Workflow canceled"), CardText.Of($"was canceled")),
        _ when HasUnknownState(alert) => (
            Tone.Bad,
            CardText.Of($"Workflow ended with an error"),
            CardText.Of($"ended with an error in the state “{alert.State}”")),
        { Streak.Count: > 1 } => (Tone.Bad, CardText.Of($"Workflow failed again"), CardText.Of($"failed again")),
        _ => (Tone.Bad, CardText.Of($"Workflow failed"), CardText.Of($"failed")),
    };

    // What each attribution asks for is Amperity's own advice on "attribution": https://docs.amperity.com/api/endpoint_get_workflows_fetch.html.
    private static (CardText Lead, CardText Advice) WhoActs(Alert alert, bool hasError) => alert switch
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
    private static string Errors(Alert alert, RunDetail? detail) => detail is { Error.Length: > 0 } && !alert.ErrorMessage.Contains(detail.Error, StringComparison.Ordinal)
        ? string.Join("\n\n", new[] { alert.ErrorMessage, $"{detail.FailedTask}:\n{detail.Error}" }.Where(text => text.Length > 0))
        : alert.ErrorMessage;

    private static IEnumerable<CardText> Notes(Alert alert, bool possibleRepeat, RunDetail? detail)
    {
        if (possibleRepeat)
        {
            yield return PossibleRepeat;
        }

        if (alert.Streak is { Count: > 1 } streak)
        {
            yield return CardText.Of($"{CardWords.Streak(streak.Count)} failures in a row, since {streak.Since}.");
        }

        if (alert.Streak is { Count: 0, LastSuccess: { } worked })
        {
            yield return CardText.Of($"The workflow has worked since, at {worked}.");
        }

        if (alert.Cascade is { } cascade)
        {
            yield return CardText.Of($"{cascade.Count} more failed after it, because of it: {CardWords.List(cascade.Names)}{(cascade.Names.Count < cascade.Count ? CardText.Of($", and others") : CardText.Empty)}.");
        }

        if (detail is { ConfigurationChanged: true })
        {
            yield return CardText.Of($"Amperity's configuration changed while the workflow ran.");
        }

        if (alert.Outcome == Outcome.Canceled)
        {
            yield return CardText.Of($"Orchestrations this run had started may still have sent data.");
        }
    }

    private static IEnumerable<Fact> Facts(Alert alert, CardOptions options, RunDetail? detail)
    {
        yield return new Fact(CardText.Of($"Run id"), CardText.Code(alert.RunId));
        foreach (EarlierRun earlier in alert.Streak is { Count: > 1 } streak ? streak.Earlier : [])
        {
            yield return new Fact(CardText.Of($"Failed before"), CardText.Code(earlier.RunId));
        }

        yield return new Fact(CardText.Of($"State"), When(HasUnknownState(alert), CardText.Of($"{alert.State}")));
        yield return new Fact(CardText.Of($"Failing task"), CardText.Of($"{detail?.FailedTask}"));
        yield return new Fact(CardText.Of($"Tasks"), detail is { FailedTasks: > 0 } ? CardText.Of($"{detail.FailedTasks} of {detail.Tasks} failed") : CardText.Empty);
        yield return new Fact(CardText.Of($"Error type"), CardText.Of($"{alert.ErrorType}"));
        yield return new Fact(CardText.Of($"Further errors"), When(alert.FurtherErrors > 0, CardText.Of($"{alert.FurtherErrors}, see the run in Amperity")));
        yield return new Fact(CardText.Of($"Started"), alert.StartedAt is { } started ? CardText.Of($"{started}") : CardText.Empty);
        yield return new Fact(CardText.Of($"Ended"), Ended(alert));
        yield return new Fact(CardText.Of($"Last good run"), alert.Streak is { Count: > 0, LastSuccess: { } success } ? CardText.Of($"{success}") : CardText.Empty);
        yield return new Fact(CardText.Of($"Started by"), StartedBy(alert, options));
        yield return new Fact(CardText.Of($"Workflow type"), CardText.Of($"{alert.WorkflowType}"));
    }

    private static CardText Ended(Alert alert) => (alert.StartedAt, alert.EndedAt) switch
    {
        (_, null) => CardText.Empty,
        ({ } started, { } ended) when ended >= started => CardText.Of($"{ended}, after {CardWords.Duration(ended - started)}"),
        (_, { } ended) => CardText.Of($"{ended}"),
    };

    private static CardText StartedBy(Alert alert, CardOptions options)
    {
        CardText person = CardText.Of($"{alert.StartedBy}");
        CardText email = When(options.ShowEmail, CardText.Of($"{alert.StartedByEmail}"));
        return person.IsEmpty || email.IsEmpty ? Or(person, email) : CardText.Of($"{person} ({email})");
    }

    private static bool HasUnknownState(Alert alert) => alert.Outcome == Outcome.Failed && RunState.Normalize(alert.State) is not ("failed" or "");

    private static CardText When(bool condition, CardText text) => condition ? text : CardText.Empty;

    private static CardText Or(CardText text, CardText otherwise) => text.IsEmpty ? otherwise : text;
}
