using Instance = WorkflowAlerts.IntegrationTests.Judging.ProductUnderJudgement.Instance;

namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>Plays a trial: time passes, runs end, the timer ticks every minute, messages come off the queue when they may.</summary>
internal sealed class TrialRun
{
    // What a process had in hand when it died comes back when its lease ends.
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_failurePause = TimeSpan.FromSeconds(30);
    private const int MostTries = 5;

    private readonly Trial _trial;
    private readonly Chat _chat;
    private readonly ProductUnderJudgement _product;
    private readonly Ticks _ticks;
    private readonly List<string> _errors = [];
    private readonly Dictionary<string, int> _tries = [];
    private readonly List<(DateTimeOffset Until, Instance Instance, Task Work)> _stalled = [];
    private readonly Queue<Happening> _happenings;
    private TimeSpan _stallFor;
    private readonly List<(DateTimeOffset At, int Posts, bool IsGood)> _status = [];
    private readonly bool _isRefused;
    private DateTimeOffset? _skipped;
    private Instance _instance;

    private TrialRun(Trial trial, bool everyTick)
    {
        _trial = trial;
        _chat = new Chat(() => _product!.Now);
        _product = new ProductUnderJudgement(trial, _chat.For, error => _errors.Add($"{Said.At(_product!.Now)} {error}"));
        _instance = _product.Start(trial.Setup);
        _happenings = new Queue<Happening>(trial.Happenings.OrderBy(happening => happening.At));
        _ticks = new Ticks(trial, everyTick);
        _isRefused = trial.Happenings.Any(happening => happening is Answers { With: Answer.Refused });
    }

    /// <summary>Plays it to its end.</summary>
    /// <param name="trial">What happens.</param>
    /// <param name="everyTick">Whether the timer ticks even where nothing can happen. What comes of it is the same.</param>
    public static async Task<Evidence> Of(Trial trial, bool everyTick = false)
    {
        TrialRun run = new(trial, everyTick);
        await run.Play();
        Setup last = trial.SetupAt(trial.End);
        Evidence evidence = new()
        {
            Posts = run._chat.Posts,
            Ledger = await run._product.Ledger(trial),
            Status = [.. run._status, (trial.End, run._chat.Posts.Count, await run._product.IsGood(last))],
            Poisoned = await run._product.Poisoned(),
            Errors = run._errors,
            Replayed = trial.CanBeReplayed ? await ProductUnderJudgement.Replay(trial) : null,
        };
        await run._instance.DisposeAsync();
        return evidence;
    }

    private async Task Play()
    {
        for (DateTimeOffset tick = _trial.Start; tick <= _trial.End; tick += TimeSpan.FromMinutes(1))
        {
            bool busy = await PassUntil(tick);
            if (!_ticks.Matters(tick, busy))
            {
                _skipped = tick;
                continue;
            }

            await MakeUp();
            await Tick(tick);
        }
    }

    // Polls that find nothing are made up for by the last of them, before anything else happens, so that the next one reads the window it
    // would have read.
    private async Task MakeUp()
    {
        if (_skipped is { } tick)
        {
            _skipped = null;
            await Tick(tick);
        }
    }

    /// <summary>Lets time pass up to a moment. Returns whether anything happened.</summary>
    private async Task<bool> PassUntil(DateTimeOffset moment)
    {
        bool busy = false;
        while (NextAt() is { } at && at < moment)
        {
            busy = true;
            await MakeUp();
            _product.SetClock(at > _product.Now ? at : _product.Now);
            await EndStalls();
            while (_happenings.TryPeek(out Happening? happening) && happening.At <= _product.Now)
            {
                await Apply(_happenings.Dequeue());
            }

            await Deliver();
        }

        return busy;
    }

    // A message that may be taken, something that happens, or an answer that was long in coming.
    private DateTimeOffset? NextAt()
    {
        DateTimeOffset? happening = _happenings.TryPeek(out Happening? next) ? next.At : null;
        DateTimeOffset? answer = _stalled.Count > 0 ? _stalled[0].Until : null;
        return new[] { _product.NextMessageAt, happening, answer }.Min();
    }

    private async Task Tick(DateTimeOffset at)
    {
        _product.SetClock(at);
        await Do(
            async instance =>
            {
                IReadOnlyList<string> failed = await instance.Tick();
                _errors.AddRange(instance.Fate.IsOver ? [] : failed.Select(error => $"{Said.At(at)} {error}"));
            },
            message: null);
        await Deliver();
        if (_isRefused && _chat.Posts.Count > (_status.Count > 0 ? _status[^1].Posts : 0))
        {
            _status.Add((at, _chat.Posts.Count, await _product.IsGood(_trial.SetupAt(at))));
        }
    }

    private async Task Deliver()
    {
        while (_product.Receive() is { } message)
        {
            await Do(instance => instance.Deliver(message), message);
        }
    }

    /// <summary>Lets the process do something, which it may not live to see the end of.</summary>
    private async Task Do(Func<Instance, Task> what, string? message)
    {
        Instance instance = _instance;
        Task work = what(instance);
        await Task.WhenAny(work, instance.Fate.Stalled);
        if (!work.IsCompleted)
        {
            _stalled.Add((_product.Now + _stallFor, instance, work));
            await GoOnWith(message);
        }
        else if (instance.Fate.IsOver)
        {
            await instance.DisposeAsync();
            await GoOnWith(message);
        }
        else if (work.Exception is { } failure)
        {
            _errors.Add($"{Said.At(_product.Now)} thrown: {failure.GetBaseException().Message}");
            await Fail(message);
        }
    }

    private async Task GoOnWith(string? message)
    {
        _instance = _product.Start(_trial.SetupAt(_product.Now));
        if (message is not null)
        {
            await _product.PutBack(message, s_lease);
        }
    }

    private async Task Fail(string? message)
    {
        if (message is null)
        {
            return;
        }

        int tries = _tries[message] = _tries.GetValueOrDefault(message) + 1;
        await (tries < MostTries ? _product.PutBack(message, s_failurePause) : _product.Poison(message));
    }

    private async Task EndStalls()
    {
        while (_stalled.Count > 0 && _stalled[0].Until <= _product.Now)
        {
            (_, Instance instance, Task work) = _stalled[0];
            _stalled.RemoveAt(0);
            instance.Fate.GoOn();

            // What it could not do any more, another one did: its message is back.
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await instance.DisposeAsync();
        }
    }

    private async Task Apply(Happening happening)
    {
        switch (happening)
        {
            case MuteBegins mute:
                await _product.Mute(mute);
                break;
            case MuteEnds mute:
                await _product.Unmute(mute.Id);
                break;
            case Answers answers:
                _chat.Plan(answers);
                break;
            case Dies death:
                _instance.Fate.DieAt(death.Step, death.After);
                break;
            case Stalls stall:
                _stallFor = stall.For;
                _instance.Fate.StallAt(stall.Step);
                break;
            case Rewinds rewinds:
                await _product.Rewind(_trial.SetupAt(_product.Now), rewinds);
                break;
            case Restarts:
                await _instance.DisposeAsync();
                _instance = _product.Start(_trial.SetupAt(_product.Now));
                break;
            default:
                throw new InvalidOperationException($"Nobody knows how {happening} happens.");
        }
    }
}
