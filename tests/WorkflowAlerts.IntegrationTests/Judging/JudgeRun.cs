using System.Collections.Concurrent;
using System.Globalization;
using WorkflowAlerts.IntegrationTests.Judging.Generating;

namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>Many random trials.</summary>
internal sealed record JudgeRun(int Cases, ulong Seed, int Runs, int Messages, IReadOnlyList<(uint Number, Verdict Verdict)> Failed,
    TimeSpan Took)
{
    public static async Task<JudgeRun> Of(int cases, ulong seed, CancellationToken cancellationToken)
    {
        long start = TimeProvider.System.GetTimestamp();
        int runs = 0;
        int messages = 0;
        ConcurrentBag<(uint Number, Verdict Verdict)> failed = [];
        await Parallel.ForAsync(0, cases, cancellationToken, async (number, _) =>
        {
            Verdict verdict = await Judge.Of(Trials.Of(seed, (uint)number));
            Interlocked.Add(ref runs, verdict.Trial.Runs.Count);
            Interlocked.Add(ref messages, verdict.Evidence?.Posts.Count ?? 0);
            if (!verdict.Held)
            {
                failed.Add(((uint)number, verdict));
            }
        });
        return new JudgeRun(cases, seed, runs, messages, [.. failed.OrderBy(one => one.Number)], TimeProvider.System.GetElapsedTime(start));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
            $"judge: {Cases} cases of seed {Seed}, {Runs} runs, {Messages} messages; held {Cases - Failed.Count}, broken {Failed.Count}; "
                + $"{Took.TotalSeconds:0} s");
}
