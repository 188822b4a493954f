namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>Counts a process's writes and posts, and ends or stalls it at the one that was chosen.</summary>
internal sealed class Fate
{
    private readonly TaskCompletionSource _stalled = new();
    private readonly TaskCompletionSource _goesOn = new();
    private int _steps;
    private (int Step, bool After)? _death;
    private int? _stall;

    /// <summary>Whether the process is dead: nothing it does takes effect any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Done when the process waits for an answer that does not come.</summary>
    public Task Stalled => _stalled.Task;

    public void DieAt(int step, bool after) => (_steps, _death) = (0, (step, after));

    public void StallAt(int step) => (_steps, _stall) = (0, step);

    /// <summary>The answer comes.</summary>
    public void GoOn() => _goesOn.TrySetResult();

    /// <summary>Ends it at once.</summary>
    public void End() => IsOver = true;

    /// <summary>To be called before whatever a process asks of the world outside.</summary>
    /// <exception cref="ProcessGoneException">It is dead.</exception>
    public void Look()
    {
        if (IsOver)
        {
            throw new ProcessGoneException();
        }
    }

    /// <summary>Takes a step that changes the world outside.</summary>
    /// <exception cref="ProcessGoneException">The process died, before or after it.</exception>
    public T Take<T>(Func<T> step, Func<T, Task, T> delayed)
    {
        Look();
        _steps++;
        bool isDeath = _death is { } death && death.Step == _steps;
        if (isDeath && !_death!.Value.After)
        {
            IsOver = true;
            Look();
        }

        T taken = step();
        IsOver |= isDeath;
        Look();
        if (_stall != _steps)
        {
            return taken;
        }

        _stall = null;
        T later = delayed(taken, _goesOn.Task);
        _stalled.TrySetResult();
        return later;
    }
}

/// <summary>The process was killed.</summary>
internal sealed class ProcessGoneException() : Exception("The process was killed.");
