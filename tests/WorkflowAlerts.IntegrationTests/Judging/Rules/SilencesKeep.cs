using WorkflowAlerts.Deciding;
namespace WorkflowAlerts.IntegrationTests.Judging.Rules;

/// <summary>Nothing is told within a silence that keeps it, nor before its hold is over.</summary>
internal sealed class SilencesKeep : Rule
{
    public override string Name => "silences and holds keep what they keep";

    public override IEnumerable<string> Broken(Hearing hearing)
    {
        ILookup<(PastRun, string), Duty> duties = hearing.Oracle.Duties.ToLookup(duty => (duty.Run, duty.Channel));
        foreach (Post post in hearing.Channels.SelectMany(hearing.Arrived))
        {
            foreach (Duty duty in hearing.RunsOn(post).SelectMany(run => duties[(run, post.Channel)])
                .Where(duty => !WasBegun(hearing, duty, post)))
            {
                if (hearing.Oracle.Silences.Keeps(duty.Run, post.Channel, post.At))
                {
                    yield return $"\"{post.Card.Headline}\" came to {post.Channel} at {Said.At(post.At)}, in a silence that keeps "
                        + $"{duty.Run} until "
                        + $"{Said.At(hearing.Oracle.Silences.EndIfSilent(duty.Run, post.Channel, post.At)!.Value)}.";
                }
                else if (duty.Waits == Waiting.ForARerun && post.At < duty.DueAt)
                {
                    yield return $"\"{post.Card.Headline}\" told {post.Channel} of {duty.Run} at {Said.At(post.At)}, though its route "
                        + $"holds it until {Said.At(duty.DueAt)}.";
                }
            }
        }
    }

    // A send that was begun is not taken back.
    private static bool WasBegun(Hearing hearing, Duty duty, Post post) => hearing.Evidence.Posts.Any(earlier =>
        earlier.Number < post.Number && earlier.Channel == post.Channel && earlier.Card.Kind == post.Card.Kind
            && earlier.Card.Headline == post.Card.Headline
        && !hearing.Oracle.Silences.Keeps(duty.Run, post.Channel, earlier.At));
}
