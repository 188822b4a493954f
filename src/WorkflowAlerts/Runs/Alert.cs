using System.Text.Json.Serialization;

namespace WorkflowAlerts.Runs;

/// <summary>
/// What somebody is told: a run that ended failed or canceled, or that a workflow works again, reduced to what routing and rendering need. This is what
/// travels on the queue.
/// </summary>
public sealed record Alert
{
    internal const int IdLength = 300;
    internal const int NameLength = 500;
    internal const int MessageLength = 4000;

    public required string Tenant { get; init; }

    public required string RunId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required Outcome Outcome { get; init; }

    // A message without it, perhaps of an older program, is read with null and not with the default.
    public string WorkflowType { get; init => field = value ?? ""; } = "";

    public string WorkflowName { get; init => field = value ?? ""; } = "";

    /// <summary>The state as Amperity wrote it, for outcomes that stand for several states.</summary>
    public string State { get; init => field = value ?? ""; } = "";

    /// <summary>Who has to act. A manual stop is nobody's error, whatever Amperity attributes it to.</summary>
    public Attribution Attribution { get; init; }

    /// <summary>Whether somebody stopped the run by hand.</summary>
    public bool ManualStop { get; init; }

    public string ErrorType { get; init => field = value ?? ""; } = "";

    public string ErrorMessage { get; init => field = value ?? ""; } = "";

    /// <summary>How many errors the run reported besides the one shown.</summary>
    public int FurtherErrors { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? StartedBy { get; init; }

    /// <summary>Personal data: shown only where the configuration asks for it.</summary>
    public string? StartedByEmail { get; init; }

    /// <summary>The failures in a row that this one belongs to, or null where that is not known.</summary>
    public Streak? Streak { get; init; }

    /// <summary>The failures that a success ended; only where the outcome is a success.</summary>
    public Recovery? Recovery { get; init; }

    /// <summary>What was expected; only where the run has not ended.</summary>
    public Expectation? Expectation { get; init; }

    /// <summary>Further failures that this alert's card tells of, because they follow from it.</summary>
    public Cascade? Cascade { get; init; }

    /// <summary>What this message tells of, where it stands for many runs; it is then no run itself.</summary>
    public Digest? Digest { get; init; }

    /// <summary>Whether the same may have been told before, by a process that ended before it could note so.</summary>
    public bool PossibleRepeat { get; init; }

    /// <summary>The destinations, where they were decided when the alert was made; null: the routes decide.</summary>
    public IReadOnlyList<string>? To { get; init; }

    /// <summary>The identity under which the ledger remembers this alert.</summary>
    [JsonIgnore]
    public AlertKey Key => new(Tenant, RunId, Outcome, EndedAt ?? StartedAt ?? DateTimeOffset.UnixEpoch);

    /// <summary>
    /// The alert a run calls for, or null when it succeeded or has not ended. Texts are bounded (names and types 500 characters, the error message 4,000,
    /// the id 300) so that an alert always fits a queue message; what is cut says so.
    /// </summary>
    public static Alert? From(WorkflowRun run)
    {
        if (run.Outcome is not (Outcome.Failed or Outcome.Canceled))
        {
            return null;
        }

        // Where several errors are reported, the first one somebody has to act on is the one to show.
        RunError? shown = run.Errors.FirstOrDefault(error => error.Attribution != Attribution.None) ?? run.Errors.FirstOrDefault();
        bool manualStop = run.Errors.Any(error => error.IsManualStop);
        return new Alert
        {
            Tenant = run.Tenant,
            RunId = BoundedText.ShortenIdentity(run.Id, IdLength),
            Outcome = run.Outcome.Value,
            WorkflowType = BoundedText.Shorten(run.Type, NameLength),
            WorkflowName = BoundedText.Shorten(run.Name, NameLength),
            State = BoundedText.Shorten(run.State, NameLength),
            Attribution = manualStop ? Attribution.None : shown?.Attribution ?? Attribution.None,
            ManualStop = manualStop,
            ErrorType = BoundedText.Shorten(shown?.Type ?? "", NameLength),
            ErrorMessage = BoundedText.Shorten(shown?.Message ?? "", MessageLength),
            FurtherErrors = Math.Max(0, run.Errors.Count - 1),
            StartedAt = run.CreatedAt,
            EndedAt = run.EndedAt,
            StartedBy = run.PrincipalName is { } name ? BoundedText.Shorten(name, NameLength) : null,
            StartedByEmail = run.PrincipalEmail is { } email ? BoundedText.Shorten(email, NameLength) : null,
        };
    }
}
