namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>How late something may come without anybody being to blame.</summary>
internal sealed class Delays(Trial trial, Silences silences)
{
    /// <summary>The time in which a destination earns one more message.</summary>
    public TimeSpan IntervalOf(string channel) =>
        trial.Setup.Channels.FirstOrDefault(one => one.Name == channel)?.Interval ?? TimeSpan.FromSeconds(20);

    /// <summary>How much later something may come to a destination because it, or the process, had troubles of its own before.</summary>
    public TimeSpan Allowance(string channel, DateTimeOffset from, DateTimeOffset to)
    {
        TimeSpan allowance = TimeSpan.Zero;
        foreach (Happening happening in trial.Happenings.Where(happening => happening.At <= to))
        {
            allowance += happening switch
            {
                // Its next posts may come hours later, and retries up to a quarter of an hour after them.
                Answers answers when answers.Channel == channel && answers.With != Answer.Refused =>
                    answers.Posts * TimeSpan.FromMinutes(20),
                Dies or Stalls when happening.At >= from.AddHours(-1) => TimeSpan.FromMinutes(5),
                Restarts when happening.At >= from.AddMinutes(-2) => TimeSpan.FromMinutes(2),
                _ => TimeSpan.Zero,
            };
        }

        return allowance;
    }

    /// <summary>
    /// The latest that a destination has to be told of a run: what does not get its turn before a silence begins waits for the end of that.
    /// </summary>
    public DateTimeOffset Latest(PastRun run, string channel, DateTimeOffset due, TimeSpan patience)
    {
        for (DateTimeOffset at = due; at <= due + patience; at += TimeSpan.FromSeconds(30))
        {
            if (silences.EndIfSilent(run, channel, at) is { } end)
            {
                return Latest(run, channel, end, patience);
            }
        }

        return due + patience;
    }
}
