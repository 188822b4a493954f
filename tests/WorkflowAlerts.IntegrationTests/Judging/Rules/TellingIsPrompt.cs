using WorkflowAlerts.Deciding;
namespace WorkflowAlerts.IntegrationTests.Judging.Rules;

/// <summary>
/// A first failure is told within a minute of the poll that saw it, whatever recoveries and reports wait for the same destination; what was
/// kept is told when the silence ends, and what was held when its time is up.
/// </summary>
internal sealed class TellingIsPrompt : Rule
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    public override string Name => "telling is prompt, first failures first";

    public override IEnumerable<string> Broken(Hearing hearing)
    {
        foreach (Duty duty in hearing.Oracle.Duties.Where(duty => !duty.IsGone))
        {
            if (hearing.FirstTold(duty.Run, duty.Channel) is not { } told || told.At - duty.DueAt <= s_minute)
            {
                continue;
            }

            int ahead = hearing.Arrived(duty.Channel)
                .Count(post => post.At >= duty.DueAt && post.Number < told.Number && GoesFirst(post, duty));

            // What was kept is told at the tick after the end of the silence.
            TimeSpan patience = (duty.Waits == Waiting.ForNothing ? s_minute : 2 * s_minute)
                + (hearing.Delays.IntervalOf(duty.Channel) * (ahead + 1)) + hearing.Delays.Allowance(duty.Channel, duty.DueAt, told.At);
            if (told.At > hearing.Delays.Latest(duty.Run, duty.Channel, duty.DueAt, patience))
            {
                int others = hearing.Arrived(duty.Channel).Count(post => post.At >= duty.DueAt && post.Number < told.Number) - ahead;
                yield return $"{duty.Run} was due at {duty.Channel} at {Said.At(duty.DueAt)} and told at {Said.At(told.At)}"
                    + (others > 0 ? $", behind {others} messages that are no failures." : ".");
            }
        }
    }

    // Before what is due at once only failures may go; summaries wait for whatever is there.
    private static bool GoesFirst(Post post, Duty duty) =>
        duty.Waits != Waiting.ForNothing || post.Card.Kind == CardKind.Failure
            || (post.Card.Kind == CardKind.Digest && post.Card.Lines.Any(line => line.Outcome != "succeeded"));
}
