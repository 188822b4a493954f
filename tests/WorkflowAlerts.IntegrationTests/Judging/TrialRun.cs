namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>Plays a trial: time passes, runs end, the timer ticks every minute, messages come off the queue when they may.</summary>
internal sealed class TrialRun
{
    private readonly Trial _trial;
    private readonly Chat _chat;
    private readonly ProductUnderJudgement _product;
    private readonly TrialProcess _process;
    private readonly Ticks _ticks;
    private readonly List<string> _errors = [];
    private readonly Queue<Happening> _happenings;
    private readonly List<(DateTimeOffset At, int Posts, bool IsGood)> _status = [];
    private readonly bool _isRefused;
    private DateTimeOffset? _skipped;

    private TrialRun(Trial trial, bool everyTick)
    {
        _trial = trial;
        _chat = new Chat(() => _product!.Now);
        _product = new ProductUnderJudgement(trial, _chat.For, error => _errors.Add($"{Said.At(_product!.Now)} {error}"));
        _process = new TrialProcess(trial, _product, _errors);
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
        await run._process.DisposeAsync();
        return new Evidence
        {
            Posts = run._chat.Posts,
            Ledger = await run._product.Ledger(trial),
            Status = [.. run._status, (trial.End, run._chat.Posts.Count, await run._product.IsGood(trial.SetupAt(trial.End)))],
            Poisoned = await run._product.Poisoned(),
            Errors = run._errors,
            Replayed = trial.CanBeReplayed ? await ProductUnderJudgement.Replay(trial) : null,
        };
    }

    private async Task Play()
    {
        int posted = 0;
        for (DateTimeOffset tick = _trial.Start; tick <= _trial.End; tick += TimeSpan.FromMinutes(1))
        {
            int posts = _chat.Posts.Count;
            bool busy = await PassUntil(tick);
            if (!_ticks.Matters(tick, busy || posts > posted))
            {
                _skipped = tick;
                continue;
            }

            posted = _chat.Posts.Count;
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
            await _process.GetAnswers();
            while (_happenings.TryPeek(out Happening? happening) && happening.At <= _product.Now)
            {
                await Apply(_happenings.Dequeue());
            }

            await _process.Deliver();
        }

        return busy;
    }

    // A message that may be taken, something that happens, or an answer that was long in coming.
    private DateTimeOffset? NextAt()
    {
        DateTimeOffset? happening = _happenings.TryPeek(out Happening? next) ? next.At : null;
        return new[] { _product.NextMessageAt, happening, _process.AnswerAt }.Min();
    }

    private async Task Tick(DateTimeOffset at)
    {
        _product.SetClock(at);
        await _process.Tick();
        await _process.Deliver();
        if (_isRefused && _chat.Posts.Count > (_status.Count > 0 ? _status[^1].Posts : 0))
        {
            _status.Add((at, _chat.Posts.Count, await _product.IsGood(_trial.SetupAt(at))));
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
                _process.Let(death);
                break;
            case Stalls stall:
                _process.Let(stall);
                break;
            case Rewinds rewinds:
                await _product.Rewind(_trial.SetupAt(_product.Now), rewinds);
                break;
            case Restarts:
                await _process.Restart();
                break;
            default:
                throw new InvalidOperationException($"Nobody knows how {happening} happens.");
        }
    }
}
