using WorkflowAlerts.Deciding;
namespace WorkflowAlerts.IntegrationTests.Judging.Rules;

/// <summary>
/// A first failure is told within a minute of the poll that saw it, whatever recoveries and reports wait for the same destination; what was kept is told when
/// the silence ends, and what was held when its time is up.
/// </summary>
internal sealed class TellingIsPrompt : Rule
{
    // The tick after the end of a silence, and a minute.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    public override string Name => "telling is prompt, first failures first";

    public override IEnumerable<string> Broken(Hearing hearing)
    {
        foreach (Duty duty in hearing.Oracle.Duties.Where(duty => !duty.IsGone))
        {
            if (hearing.FirstTold(duty.Run, duty.Channel) is not { } told || told.At - duty.DueAt <= s_patience || hearing.IsTroubled(duty.Channel, duty.DueAt, told.At))
            {
                continue;
            }

            int ahead = hearing.Arrived(duty.Channel).Count(post => post.At > duty.DueAt && post.Number < told.Number && GoesFirst(post, duty));
            DateTimeOffset latest = duty.DueAt + s_patience + (hearing.IntervalOf(duty.Channel) * ahead);
            if (told.At > latest)
            {
                int others = hearing.Arrived(duty.Channel).Count(post => post.At > duty.DueAt && post.Number < told.Number) - ahead;
                yield return $"{duty.Run} was due at {duty.Channel} at {Said.At(duty.DueAt)} and told at {Said.At(told.At)}"
                    + (others > 0 ? $", behind {others} messages that are no failures." : ".");
            }
        }
    }

    // Before what is due at once only failures may go; summaries wait for whatever is there.
    private static bool GoesFirst(Post post, Duty duty) =>
        duty.Waits != Waiting.ForNothing || post.Card.Kind == CardKind.Failure || (post.Card.Kind == CardKind.Digest && post.Card.Lines.Any(line => line.Outcome != "succeeded"));
}
