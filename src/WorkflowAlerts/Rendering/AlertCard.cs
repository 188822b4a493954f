using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Rendering;

/// <summary>The card of one alert: what happened, who has to act, and all that is needed for it at 3 a.m.</summary>
public static class AlertCard
{
    private const int NameLength = 100;
    private const int ShortLength = 120;
    private const int ErrorTypeLength = 200;
    private const int IdLength = 300;
    private const int ErrorLength = 1500;

    /// <summary>Makes the card.</summary>
    /// <param name="alert">What to tell.</param>
    /// <param name="options">What cards show.</param>
    /// <param name="possibleRepeat">Whether an earlier message of the same alert may have arrived; the card then says so.</param>
    public static Card Of(Alert alert, CardOptions options, bool possibleRepeat) => new()
    {
        Headline =
        [
            Phrase.Own($"{What(alert)}: "),
            Phrase.Foreign(alert.WorkflowName, NameLength, "a workflow without a name"),
            Phrase.Own(" in "),
            Phrase.Foreign(alert.Tenant, ShortLength, "an unknown tenant"),
        ],
        Tone = alert.Outcome == Outcome.Canceled ? Tone.Warning : Tone.Bad,
        Advice = [.. Advice(alert)],
        Quote = alert.ErrorType.Length + alert.ErrorMessage.Length == 0
            ? null
            : new Quote(Phrase.Foreign(alert.ErrorType, ErrorTypeLength, "Error"), CleanText.Multiline(alert.ErrorMessage, ErrorLength)),
        Facts = [.. Facts(alert, options)],
        Notes = [.. Notes(alert, possibleRepeat)],
        Link = Link(alert, options),
    };

    private static string What(Alert alert) => alert switch
    {
        { ManualStop: true } => "Stopped by hand",
        { Outcome: Outcome.Canceled } => "Canceled",
        _ => "Failed",
    };

    private static IEnumerable<string> Advice(Alert alert)
    {
        yield return alert switch
        {
            { ManualStop: true } => "Nobody has to act, unless the stop was not meant: then rerun the workflow.",
            { Attribution: Attribution.Customer } => "Your team has to act: fix the configuration in Amperity, then rerun the workflow.",
            { Attribution: Attribution.Platform } =>
                "Amperity's platform is at fault, which is usually transient: rerun the workflow. If it fails again, give the ids below to Amperity Support.",
            { Outcome: Outcome.Canceled } => "Amperity does not say why. Find out who or what canceled it, then rerun the workflow.",
            _ => "Amperity does not say who has to act. Read the error; if it is not your configuration, give the ids below to Amperity Support.",
        };
        if (alert.Outcome == Outcome.Canceled)
        {
            yield return "Orchestrations that had started may still have sent data.";
        }
    }

    private static IEnumerable<Fact> Facts(Alert alert, CardOptions options)
    {
        yield return new Fact("Run id", Phrase.Foreign(alert.RunId, IdLength, "unknown"), IsCode: true);
        yield return new Fact("Workflow type", Phrase.Foreign(alert.WorkflowType, ShortLength, "unknown"));
        if (IsUnusual(alert))
        {
            yield return new Fact("State", Phrase.Foreign(alert.State, ShortLength, "unknown"));
        }

        if (alert.StartedAt is { } started)
        {
            yield return new Fact("Started", Phrase.At(started));
        }

        if (alert.EndedAt is { } ended)
        {
            yield return new Fact("Ended", Phrase.At(ended));
        }

        if (alert.EndedAt - alert.StartedAt is { } took && took >= TimeSpan.Zero)
        {
            yield return new Fact("Took", Phrase.Own(Duration(took)));
        }

        if (!string.IsNullOrWhiteSpace(alert.StartedBy))
        {
            string by = options.ShowEmail && !string.IsNullOrWhiteSpace(alert.StartedByEmail) ? $"{alert.StartedBy} ({alert.StartedByEmail})" : alert.StartedBy;
            yield return new Fact("Started by", Phrase.Foreign(by, ShortLength, "unknown"));
        }
    }

    private static IEnumerable<string> Notes(Alert alert, bool possibleRepeat)
    {
        if (possibleRepeat)
        {
            yield return "Possible repeat: an earlier attempt to send this may already have arrived.";
        }

        if (IsUnusual(alert))
        {
            yield return "This version of Workflow Alerts does not know the state; it counts as failed because the run reported an error.";
        }

        if (alert.FurtherErrors > 0)
        {
            yield return alert.FurtherErrors == 1 ? "The run reported one more error; see it in Amperity." : $"The run reported {alert.FurtherErrors} more errors; see them in Amperity.";
        }
    }

    private static bool IsUnusual(Alert alert) => alert.Outcome == Outcome.Failed && RunState.Normalize(alert.State) is not ("failed" or "");

    private static string Duration(TimeSpan time) => time switch
    {
        { TotalDays: >= 1 } => $"{(int)time.TotalDays} d {time.Hours} h",
        { TotalHours: >= 1 } => $"{time.Hours} h {time.Minutes} min",
        { TotalMinutes: >= 1 } => $"{time.Minutes} min {time.Seconds} s",
        _ => $"{time.TotalSeconds:0.#} s",
    };

    private static Uri? Link(Alert alert, CardOptions options)
    {
        string address = options.RunUrlTemplate
            .Replace("{tenant}", Uri.EscapeDataString(alert.Tenant), StringComparison.OrdinalIgnoreCase)
            .Replace("{id}", Uri.EscapeDataString(alert.RunId), StringComparison.OrdinalIgnoreCase);
        return address.Length <= 2000 && Uri.TryCreate(address, UriKind.Absolute, out Uri? link) && link.Scheme == Uri.UriSchemeHttps ? link : null;
    }
}
