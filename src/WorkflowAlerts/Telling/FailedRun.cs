using System.Text.Json.Serialization;
using WorkflowAlerts.Matching;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Telling;

/// <summary>A run that ended failed or canceled, or was stopped by hand, reduced to what routing and cards need.</summary>
public sealed record FailedRun : Message
{
    /// <summary><see cref="Outcome.Failed"/> or <see cref="Outcome.Canceled"/>.</summary>
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

    /// <summary>Further failures that this card tells of, because they possibly follow from it.</summary>
    public Cascade? Cascade { get; init; }

    [JsonIgnore]
    public override MessageKey Key => new(Tenant, Id, Outcome, EndedAt ?? StartedAt ?? DateTimeOffset.UnixEpoch) { IsVersion1 = IsVersion1 };

    [JsonIgnore]
    public WorkflowKey Workflow => new(Tenant, WorkflowType, WorkflowName);

    [JsonIgnore]
    public Concern Concern => new(Workflow, Outcome, Attribution, ManualStop, ErrorType, StartedByEmail);

    [JsonIgnore]
    public override IReadOnlyList<Concern> Concerns => Cascade is null ? [Concern] : [Concern, .. Cascade.Groups.Select(group => group.Concern)];

    [JsonIgnore]
    public override IReadOnlyList<RunGroup> Groups =>
        Cascade is null ? [RunGroup.Of(Concern, Id, Key.At)] : [RunGroup.Of(Concern, Id, Key.At), .. Cascade.Groups];

    [JsonIgnore]
    public override int UnlistedRuns => Cascade?.Unlisted ?? 0;

    // A workflow that fails again is told at once: one rerun did not help.
    [JsonIgnore]
    public override bool CanBeHeld => Outcome == Outcome.Failed && Streak is null or { Count: <= 1 };

    [JsonIgnore]
    public override bool GoesFirst => true;

    [JsonIgnore]
    public override bool HasDetail => !ManualStop;

    [JsonIgnore]
    public override IEnumerable<Concern> Calls => Outcome == Outcome.Failed && !ManualStop ? [Concern] : [];

    public override Card Card(CardSetting setting) => FailedRunCard.Of(this, setting);

    /// <summary>
    /// The message a run calls for, or null when it succeeded or has not ended. Texts are bounded (names and types 500 characters, the error message 4,000, the id
    /// 300) so that a message always fits the queue; what is cut says so.
    /// </summary>
    public static FailedRun? From(WorkflowRun run)
    {
        if (run.Outcome is not (Outcome.Failed or Outcome.Canceled))
        {
            return null;
        }

        // Where several errors are reported, the first one somebody has to act on is the one to show.
        RunError? shown = run.Errors.FirstOrDefault(error => error.Attribution != Attribution.None) ?? run.Errors.FirstOrDefault();
        bool manualStop = run.Errors.Any(error => error.IsManualStop);
        return new FailedRun
        {
            Tenant = run.Tenant,
            Id = BoundedText.ShortenIdentity(run.Id, BoundedText.IdLength),
            Outcome = run.Outcome.Value,
            WorkflowType = Named(run.Type),
            WorkflowName = Named(run.Name),
            State = Named(run.State),
            Attribution = manualStop ? Attribution.None : shown?.Attribution ?? Attribution.None,
            ManualStop = manualStop,
            ErrorType = Named(shown?.Type ?? ""),
            ErrorMessage = BoundedText.Shorten(shown?.Message ?? "", BoundedText.MessageLength),
            FurtherErrors = Math.Max(0, run.Errors.Count - 1),
            StartedAt = run.CreatedAt,
            EndedAt = run.EndedAt,
            StartedBy = run.PrincipalName is { } name ? Named(name) : null,
            StartedByEmail = run.PrincipalEmail is { } email ? Named(email) : null,
        };
    }

    private static string Named(string text) => BoundedText.Shorten(text, BoundedText.NameLength);
}
