using Instance = WorkflowAlerts.IntegrationTests.Judging.ProductUnderJudgement.Instance;

namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>The process that runs at a time of a trial. When it dies or waits in vain for an answer, another one goes on.</summary>
internal sealed class TrialProcess(Trial trial, ProductUnderJudgement product, ICollection<string> errors) : IAsyncDisposable
{
    // What a process had in hand when it died comes back when its lease ends.
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_failurePause = TimeSpan.FromSeconds(30);
    private const int MostTries = 5;

    private readonly Dictionary<string, int> _tries = [];
    private readonly Queue<(DateTimeOffset Until, Instance Instance, Task Work)> _stalled = [];
    private TimeSpan _stallFor;
    private Instance _instance = product.Start(trial.Setup);

    /// <summary>When the next answer comes that was long in coming; null where none is awaited.</summary>
    public DateTimeOffset? AnswerAt => _stalled.TryPeek(out (DateTimeOffset Until, Instance, Task) first) ? first.Until : null;

    public Task Tick() => Do(
        async instance =>
        {
            foreach (string failed in (await instance.Tick()).Where(_ => !instance.Fate.IsOver))
            {
                Note(failed);
            }
        },
        message: null);

    /// <summary>Takes care of all queue messages whose time has come.</summary>
    public async Task Deliver()
    {
        while (product.Receive() is { } message)
        {
            await Do(instance => instance.Deliver(message), message);
        }
    }

    public async Task Restart()
    {
        await _instance.DisposeAsync();
        _instance = product.Start(trial.SetupAt(product.Now));
    }

    public void Let(Dies death) => _instance.Fate.DieAt(death.Step, death.After);

    public void Let(Stalls stall)
    {
        _stallFor = stall.For;
        _instance.Fate.StallAt(stall.Step);
    }

    /// <summary>Lets those go on whose answer has come, to their end.</summary>
    public async Task GetAnswers()
    {
        while (AnswerAt <= product.Now)
        {
            (_, Instance instance, Task work) = _stalled.Dequeue();
            instance.Fate.GoOn();

            // What it could not do any more, another one did: its message is back.
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await instance.DisposeAsync();
        }
    }

    public ValueTask DisposeAsync() => _instance.DisposeAsync();

    private async Task Do(Func<Instance, Task> what, string? message)
    {
        Instance instance = _instance;
        Task work = what(instance);
        await Task.WhenAny(work, instance.Fate.Stalled);
        if (!work.IsCompleted)
        {
            _stalled.Enqueue((product.Now + _stallFor, instance, work));
            await GoOnWith(message);
        }
        else if (instance.Fate.IsOver)
        {
            await instance.DisposeAsync();
            await GoOnWith(message);
        }
        else if (work.Exception is { } failure)
        {
            Note($"thrown: {failure.GetBaseException().Message}");
            await Fail(message);
        }
    }

    private async Task GoOnWith(string? message)
    {
        _instance = product.Start(trial.SetupAt(product.Now));
        if (message is not null)
        {
            await product.PutBack(message, s_lease);
        }
    }

    private async Task Fail(string? message)
    {
        if (message is null)
        {
            return;
        }

        int tries = _tries[message] = _tries.GetValueOrDefault(message) + 1;
        await (tries < MostTries ? product.PutBack(message, s_failurePause) : product.Poison(message));
    }

    private void Note(string error) => errors.Add($"{Said.At(product.Now)} {error}");
}
