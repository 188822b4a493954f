using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using WorkflowAlerts.IntegrationTests.Proving;

namespace WorkflowAlerts.IntegrationTests.Crashing;

/// <summary>Kills a process at one moment: the n-th time that it comes to a boundary, or to any.</summary>
internal sealed class KillPlan(string? boundary, Moment moment, int occurrence)
{
    // So many polls of nothing new, counted by the process and not by a clock: a busy machine is slow and not idle.
    private const int IdlePolls = 15;

    private readonly ConcurrentDictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<string> _killed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;
    private int _polls;

    /// <summary>Set before the first request.</summary>
    public ProductProcess? Victim { get; set; }

    /// <summary>Where it was killed; completes when it was.</summary>
    public Task<string> Killed => _killed.Task;

    /// <summary>Completes when it polled again and again without coming there.</summary>
    public Task Idle => _idle.Task;

    /// <summary>The boundaries that the process came to, each once.</summary>
    public IReadOnlyCollection<string> Seen => [.. _seen.Keys];

    public async Task<bool> Act(string reached, Moment at, HttpContext context)
    {
        _seen.TryAdd(reached, 0);
        if (at == Moment.After && reached == "amperity GET runs" && Interlocked.Increment(ref _polls) == IdlePolls)
        {
            _idle.TrySetResult();
        }

        bool counts = at == moment && (boundary is null || boundary == reached);
        if (_killed.Task.IsCompleted || (counts && Interlocked.Increment(ref _count) == occurrence))
        {
            while (Victim is null)
            {
                await Task.Yield();
            }

            Victim.Kill();
            _killed.TrySetResult($"{at} {reached}");
            context.Abort();
            return true;
        }

        return false;
    }
}
