using WorkflowAlerts.Recording;
namespace WorkflowAlerts.IntegrationTests.Judging.Rules;

/// <summary>
/// Every failed or canceled run is, for each destination its routes name, exactly one of: told alone; told by another message that arrived,
/// which the ledger names; refused or given up, recorded and announced; still waiting on purpose.
/// </summary>
internal sealed class EveryRunIsToldOnce : Rule
{
    public override string Name => "every run is told once, and the ledger knows by what";

    public override IEnumerable<string> Broken(Hearing hearing) =>
        hearing.Oracle.Duties.Where(duty => !duty.IsGone).SelectMany(duty => Of(hearing, duty));

    private static IEnumerable<string> Of(Hearing hearing, Duty duty)
    {
        (PastRun run, string channel) = (duty.Run, duty.Channel);
        IReadOnlyList<Post> alone = hearing.Alone(run, channel);
        foreach (Post copy in alone.Skip(1).Where(copy => !copy.Card.IsLabelled))
        {
            yield return $"{run} came to {channel} at {Said.At(alone[0].At)} and again at {Said.At(copy.At)}, and nothing says that it "
                + $"may be a repeat.";
        }

        LedgerNote? note = hearing.Note(run, channel);
        switch (note?.State)
        {
            case null:
                yield return $"{run} is nowhere in the ledger for "
                    + $"{channel}{(alone.Count == 0 ? ", and nobody there was told" : ", though it was told")}.";
                break;
            case "Delivered" when alone.Count == 0:
                yield return $"{run}: the ledger says that {channel} was told, and no card of it arrived there.";
                break;
            case "Delivered":
                foreach (Post digest in hearing.Naming(run, channel).Where(digest => !digest.Card.IsLabelled && !alone[0].Card.IsLabelled))
                {
                    yield return $"{run} came to {channel} alone and on \"{digest.Card.Headline}\" at {Said.At(digest.At)}.";
                }

                break;
            case "Folded":
                foreach (string fault in Folded(hearing, duty, note.Detail, alone))
                {
                    yield return fault;
                }

                break;
            case "Refused" or "GaveUp" when !IsAnnounced(hearing, channel, note.At):
                yield return $"{run}: {channel} refused it at {Said.At(note.At)}, and operations did not hear of it within 15 minutes.";
                break;
            case "Held" or "Kept" when duty.DueAt.AddMinutes(2) < hearing.Trial.End:
                yield return $"{run}: the ledger says of {channel} \"{note.State.ToLowerInvariant()}, {note.Detail}\", though that was "
                    + $"over at {Said.At(duty.DueAt)}"
                    + (hearing.Naming(run, channel).FirstOrDefault() is { } told ? $" and told at {Said.At(told.At)}."
                        : ", and nobody there was told.");
                break;
            case "Refused" or "GaveUp" or "Held" or "Kept":
                break;
            default:
                yield return $"{run}: at the end the ledger says of {channel} only \"{note.State.ToLowerInvariant()}\".";
                break;
        }
    }

    private static IEnumerable<string> Folded(Hearing hearing, Duty duty, string message, IReadOnlyList<Post> alone)
    {
        IReadOnlyList<Post> carriers = hearing.Carriers(duty.Run, message, duty.Channel);
        string[] states = [.. hearing.Evidence.Ledger
            .Where(line => line.Tenant == duty.Run.Tenant
                && (line.RunId == message || (Hearing.IsDigest(message) && line.RunId.StartsWith(Base(message), StringComparison.Ordinal))))
            .Select(line => line.Notes.GetValueOrDefault(duty.Channel)?.State ?? "").Distinct()];
        bool isRefused = states.Contains("Refused") || states.Contains("GaveUp");
        if (isRefused && !hearing.Evidence.Posts
            .Any(post => post.HasArrived && post.Card.Kind == CardKind.Report
                && post.Card.Text.Contains(duty.Channel, StringComparison.Ordinal)))
        {
            yield return $"{duty.Run}: {duty.Channel} refused {message}, which told of it, and operations never heard of that.";
        }

        if (carriers.Count == 0 && !isRefused)
        {
            yield return $"{duty.Run}: the ledger says that {duty.Channel} was told by {message}, which never arrived there"
                + (states is [{ Length: > 0 } state, ..] ? $" ({state.ToLowerInvariant()})." : ".");
        }
        else if (!isRefused && !states.Contains("Delivered"))
        {
            yield return $"{duty.Run}: {duty.Channel} was told by {message}, of which the ledger says "
                + $"\"{string.Join(", ", states).ToLowerInvariant()}\" and not that it was delivered.";
        }

        if (!isRefused && carriers.FirstOrDefault(carrier => !Tells(carrier.Card, duty.Run, hearing)) is { } silent
            && !carriers.Any(carrier => Tells(carrier.Card, duty.Run, hearing)))
        {
            yield return $"{duty.Run}: the ledger says that {duty.Channel} was told by \"{silent.Card.Headline}\" at "
                + $"{Said.At(silent.At)}, which neither names nor counts it.";
        }

        foreach (Post copy in alone
            .Where(copy => copy.Card.RunId != message && !carriers.Contains(copy) && !copy.Card.IsLabelled
                && !carriers.Any(carrier => carrier.Card.IsLabelled)))
        {
            yield return $"{duty.Run} came to {duty.Channel} alone at {Said.At(copy.At)}, and the ledger says that {message} told it.";
        }
    }

    private static bool Tells(ShownCard card, PastRun run, Hearing hearing) => card.Kind switch
    {
        CardKind.Digest => card.Unlisted > 0 || card.Lines.Any(line => line.Outcome == run.Outcome && line.Name == run.Name),
        CardKind.Healed => card.FailedRuns.Contains(run.Id),
        CardKind.Recovery => card.FailedRuns.Contains(run.Id) || card.Text.Contains("Further failed runs", StringComparison.Ordinal),
        _ => card.FailedBefore.Contains(run.Id)
            || (card.Following > 0 && (card.FollowingNames.Contains("and others", StringComparison.Ordinal)
                || card.FollowingNames.Contains(run.Name, StringComparison.Ordinal)))
            || IsLongStreak(card, run),
    };

    // A card names the latest of many failures before it, and counts the rest.
    private static bool IsLongStreak(ShownCard card, PastRun run) =>
        card.Name == run.Name && card.Text.Contains("failures in a row", StringComparison.Ordinal) && card.FailedBefore.Count > 1;

    private static bool IsAnnounced(Hearing hearing, string channel, DateTimeOffset at) => hearing.Evidence.Posts.Any(post =>
        post.HasArrived && post.Card.Kind == CardKind.Report && post.Card.Text.Contains(channel, StringComparison.Ordinal)
            && post.At <= at.AddMinutes(15));

    private static string Base(string digest) => string.Join('-', digest.Split('-').Take(2));
}
