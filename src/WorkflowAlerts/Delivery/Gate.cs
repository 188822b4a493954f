using WorkflowAlerts.Chats;

namespace WorkflowAlerts.Delivery;

/// <summary>
/// The way to one destination: one send at a time, no faster than its pacing, and closed for as long as the destination asked, up to a limit. Failures go first:
/// what can wait gives way to those that are booked.
/// </summary>
internal sealed class Gate(Destination destination, TimeProvider time) : IDisposable
{
    /// <summary>One failed send can be the message's fault; so many in a row are the destination's.</summary>
    private const int FailuresToClose = 3;

    // How much the latest turn counts for how long a turn takes.
    private const double Latest = 0.3;

    // A message that was put back may come a little late.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    private readonly long _start = time.GetTimestamp();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TokenBucket _bucket = new(destination.Burst, destination.Interval, time);
    private readonly Lock _lock = new();

    // Counted from the start, by a clock that nobody sets.
    private TimeSpan _closedUntil;
    private TimeSpan _firstBookedUntil;
    private TimeSpan _bookedUntil;
    private TimeSpan _turnTakes;
    private int _inside;
    private int _failures;

    /// <summary>Whether whoever has the turn may send once more without a wait.</summary>
    public bool IsOpen => UntilOpen() == TimeSpan.Zero && _bucket.Wait() == TimeSpan.Zero;

    /// <summary>
    /// Waits for a turn, at most <paramref name="maxWait"/>. Null means that it would take longer, and at once where that is known: put the work back for
    /// <see cref="Postpone"/>. Whoever gets a turn owns the destination until it is disposed.
    /// </summary>
    /// <param name="first">Whether the message goes before what can wait.</param>
    /// <param name="maxWait">The longest wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Turn?> Enter(bool first, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        TimeSpan began = Now;
        lock (_lock)
        {
            if (UntilOpen() > maxWait || _inside * _turnTakes > maxWait || (!first && _firstBookedUntil + s_grace > Now && _firstBookedUntil > TimeSpan.Zero))
            {
                return null;
            }

            _inside++;
        }

        Turn? turn = null;
        try
        {
            if (await TurnWithin(maxWait, cancellationToken))
            {
                turn = await Paced(began + maxWait, cancellationToken);
            }

            return turn;
        }
        finally
        {
            if (turn is null)
            {
                Leave(null);
            }
        }
    }

    /// <summary>Learns from a send: closes the way for as long as the destination asked, or, after several failures in a row, for a growing time.</summary>
    public void Learn(DeliveryResult result, DeliveryOptions options)
    {
        lock (_lock)
        {
            _failures = result is DeliveryResult.RetryLater ? _failures + 1 : 0;
            TimeSpan? closed = result is DeliveryResult.RetryLater { After: { } asked } ? asked
                : _failures >= FailuresToClose ? Backoff.After(_failures - FailuresToClose + 1, null, options)
                : null;
            if (closed is { } duration)
            {
                // A wait of days is a mistake of somebody's clock or unit: it is tried again, and judged by what comes then.
                _closedUntil = Later(_closedUntil, Now + Shorter(duration, options.LongestRetry));
            }
        }
    }

    /// <summary>
    /// How long to put one message back for. Each call books the next place behind those already put back, so that they do not all come back at once; a message that goes
    /// first waits only for those that do so, too.
    /// </summary>
    public TimeSpan Postpone(bool first)
    {
        lock (_lock)
        {
            TimeSpan open = Later(Later(_firstBookedUntil, _closedUntil), Now);
            TimeSpan place = Longer(destination.Interval, _turnTakes);
            if (first)
            {
                _firstBookedUntil = open + place;
                return Shorter(_firstBookedUntil - Now, Backoff.Longest);
            }

            _bookedUntil = Later(_bookedUntil, open) + place;
            return Shorter(_bookedUntil - Now, Backoff.Longest);
        }
    }

    public void Dispose() => _turn.Dispose();

    private TimeSpan Now => time.GetElapsedTime(_start);

    private async Task<Turn?> Paced(TimeSpan until, CancellationToken cancellationToken)
    {
        bool granted = false;
        try
        {
            TimeSpan wait = Longer(UntilOpen(), _bucket.Wait());
            if (wait > TimeSpan.Zero && Now + wait > until)
            {
                return null;
            }

            await Task.Delay(wait, time, cancellationToken);
            granted = true;
            TimeSpan began = Now;
            return new Turn(_bucket, () => Leave(Now - began));
        }
        finally
        {
            if (!granted)
            {
                _turn.Release();
            }
        }
    }

    // Who had the turn says how long it took.
    private void Leave(TimeSpan? took)
    {
        lock (_lock)
        {
            _inside--;
            _turnTakes = took is { } time ? (_turnTakes * (1 - Latest)) + (time * Latest) : _turnTakes;
        }

        if (took is not null)
        {
            _turn.Release();
        }
    }

    // A semaphore's own time-out knows no TimeProvider.
    private async Task<bool> TurnWithin(TimeSpan maxWait, CancellationToken cancellationToken)
    {
        if (_turn.Wait(TimeSpan.Zero, CancellationToken.None))
        {
            return true;
        }

        using CancellationTokenSource patience = new(maxWait, time);
        using CancellationTokenRegistration stopping = cancellationToken.Register(patience.Cancel);
        Task turn = _turn.WaitAsync(patience.Token);
        await turn.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (turn.IsCompletedSuccessfully)
        {
            return true;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return false;
    }

    private TimeSpan UntilOpen()
    {
        lock (_lock)
        {
            return Longer(_closedUntil - Now, TimeSpan.Zero);
        }
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
