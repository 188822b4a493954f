using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using WorkflowAlerts.IntegrationTests.Proving;

namespace WorkflowAlerts.IntegrationTests.Crashing;

/// <summary>Kills a process at one moment: the n-th time that it comes to a boundary, or to any.</summary>
internal sealed class KillPlan(string? boundary, Moment moment, int occurrence)
{
    private readonly ConcurrentDictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<string> _killed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    /// <summary>Set before the first request.</summary>
    public ProductProcess? Victim { get; set; }

    /// <summary>Where it was killed; completes when it was.</summary>
    public Task<string> Killed => _killed.Task;

    /// <summary>The boundaries that the process came to, each once.</summary>
    public IReadOnlyCollection<string> Seen => [.. _seen.Keys];

    public async Task<bool> Act(string reached, Moment at, HttpContext context)
    {
        _seen.TryAdd(reached, 0);
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
