namespace WorkflowAlerts.IntegrationTests.Judging.Rules;

/// <summary>
/// A recovery reaches exactly those who were told of one of its failures, after or together with what they were told, once.
/// </summary>
internal sealed class RecoveriesReachWhoWasTold : Rule
{
    public override string Name => "a recovery reaches who was told, and not before";

    public override IEnumerable<string> Broken(Hearing hearing)
    {
        HashSet<Post> explained = [];
        foreach ((Incident incident, string channel) in hearing.Oracle.Incidents
            .SelectMany(incident => hearing.Channels.Select(channel => (incident, channel))))
        {
            bool isMoved = hearing.Oracle.Duties.Any(duty => duty.IsGone && incident.Failures.Contains(duty.Run));
            Duty[] duties = [.. hearing.Oracle.Duties
                .Where(duty => duty.Channel == channel && duty.Run.Workflow == incident.Workflow && incident.Failures.Contains(duty.Run))];
            Post[] recoveries = [.. Recoveries(hearing, incident, channel)];
            explained.UnionWith(recoveries);

            // What was kept for a destination that is gone goes to those of the default.
            if (duties.Any(duty => duty.IsGone) || (isMoved && recoveries.Length > 0))
            {
                continue;
            }

            foreach (string fault in Of(hearing, incident, channel, duties, recoveries))
            {
                yield return fault;
            }
        }

        foreach (Post stray in hearing.Channels.SelectMany(hearing.Arrived)
            .Where(post => post.Card.Kind == CardKind.Recovery && !explained.Contains(post)))
        {
            yield return $"\"{stray.Card.Headline}\" came to {stray.Channel} at {Said.At(stray.At)}, and nothing had recovered.";
        }
    }

    private static IEnumerable<string> Of(Hearing hearing, Incident incident, string channel, Duty[] duties, Post[] recoveries)
    {
        string what = $"{incident.Workflow.Name} in {incident.Workflow.Tenant} works again since {Said.At(incident.EndedBy[0].EndedAt)}";
        Post[] told = [.. duties.Where(duty => duty.HearsOfRecovery).Select(duty => hearing.FirstTold(duty.Run, channel)).OfType<Post>()];
        Post[] alarms = [.. told.Where(post => post.Card.Kind != CardKind.Healed && !IsHealedLine(post, incident))];
        bool failsAgain = hearing.Oracle.Duties.Any(duty => duty.Channel == channel && incident.Next.Contains(duty.Run));
        if (recoveries.Length == 0)
        {
            if (alarms.Length > 0 && !failsAgain && !IsOnRecord(hearing, incident, channel))
            {
                yield return $"{what}: {channel} was told of the failure at {Said.At(alarms[0].At)} and never that it is over.";
            }

            yield break;
        }

        if (alarms.Length == 0)
        {
            yield return told.Length > 0
                ? $"{what}: {channel} heard it at {Said.At(recoveries[0].At)} and again as \"{told[0].Card.Headline}\" at "
                    + $"{Said.At(told[0].At)}."
                : $"{what}: {channel} heard it at {Said.At(recoveries[0].At)} and was never told of a failure.";
            yield break;
        }

        if (alarms.OrderBy(post => post.Number).LastOrDefault(post => post.Number > recoveries[0].Number) is { } late)
        {
            yield return $"{what}: {channel} heard it at {Said.At(recoveries[0].At)}, before \"{late.Card.Headline}\" at "
                + $"{Said.At(late.At)}.";
        }

        foreach (Post again in recoveries.Skip(1).Where(post => !post.Card.IsLabelled))
        {
            yield return $"{what}: {channel} heard it at {Said.At(recoveries[0].At)} and again at {Said.At(again.At)}, and nothing says "
                + $"that it may be a repeat.";
        }
    }

    private static IEnumerable<Post> Recoveries(Hearing hearing, Incident incident, string channel) =>
        incident.EndedBy.SelectMany(run => hearing.TellingOfRecovery(run, channel)).Distinct().OrderBy(post => post.Number);

    // A summary may say in one line that a workflow failed and recovered.
    private static bool IsHealedLine(Post post, Incident incident) =>
        post.Card.Kind == CardKind.Digest
            && post.Card.Lines.Any(line =>
                line.Name == incident.Workflow.Name && line.Text.Contains("recovered", StringComparison.Ordinal));

    private static bool IsOnRecord(Hearing hearing, Incident incident, string channel) =>
        incident.EndedBy.Any(run => hearing.Note(run, channel) is { State: "Refused" or "GaveUp" } || hearing.IsTellerRefused(run, channel));
}
