using Microsoft.Extensions.Logging;
using NCrontab;

namespace WorkflowAlerts.Cli.Hosting;

/// <summary>Polls at every tick of the NCRONTAB schedule, UTC, and once at the start, as the Functions host does after a missed tick.</summary>
internal sealed partial class PollTimer(PollRound round, string schedule, TimeProvider time, ILogger<PollTimer> logger)
{
    private readonly CrontabSchedule _schedule = Parse(schedule);

    /// <summary>Reads a schedule of five or six fields (then with seconds first).</summary>
    /// <exception cref="UsageException">It is no NCRONTAB expression.</exception>
    public static CrontabSchedule Parse(string schedule) =>
        CrontabSchedule.TryParse(schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = schedule.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6 })
        ?? throw new UsageException(
            $"The schedule \"{schedule}\" is no NCRONTAB expression. Give six fields, {{second}} {{minute}} {{hour}} {{day}} {{month}} {{day of week}}; every minute is \"0 * * * * *\".");

    public async Task Run(CancellationToken cancellationToken)
    {
        while (true)
        {
            await round.Tick(cancellationToken);
            DateTimeOffset now = time.GetUtcNow();
            DateTimeOffset next = new(_schedule.GetNextOccurrence(now.UtcDateTime), TimeSpan.Zero);
            Log.Next(logger, next);
            await Task.Delay(next - now, time, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "The next poll is at {Next:u}.")]
        public static partial void Next(ILogger logger, DateTimeOffset next);
    }
}
