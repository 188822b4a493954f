using WorkflowAlerts.Chats;

namespace WorkflowAlerts.Delivery;

/// <summary>
/// The way to one destination: one send at a time, no faster than its pacing, and closed for as long as the destination asked.
/// </summary>
internal sealed class Gate(Destination destination, TimeProvider time) : IDisposable
{
    /// <summary>One failed send can be the message's fault; so many in a row are the destination's.</summary>
    private const int FailuresToClose = 3;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TokenBucket _bucket = new(destination.Burst, destination.Interval, time);
    private readonly Lock _lock = new();
    private DateTimeOffset _closedUntil = DateTimeOffset.MinValue;
    private DateTimeOffset _backlogUntil = DateTimeOffset.MinValue;
    private int _failures;

    /// <summary>
    /// Waits for a turn, at most <paramref name="maxWait"/>. Null means that it would take longer: put the work back for <see cref="Postpone"/>.
    /// Whoever gets a turn owns the destination until it is disposed.
    /// </summary>
    public async Task<Turn?> Enter(TimeSpan maxWait, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        if (UntilOpen() > maxWait || !await TurnWithin(maxWait, cancellationToken))
        {
            return null;
        }

        try
        {
            TimeSpan wait = Longer(UntilOpen(), _bucket.Wait());
            if (time.GetElapsedTime(start) + wait > maxWait && wait > TimeSpan.Zero)
            {
                _turn.Release();
                return null;
            }

            await Task.Delay(wait, time, cancellationToken);
            return new Turn(_turn, _bucket);
        }
        catch (OperationCanceledException)
        {
            _turn.Release();
            throw;
        }
    }

    /// <summary>Whether whoever has the turn may send once more without a wait.</summary>
    public bool IsOpen => UntilOpen() == TimeSpan.Zero && _bucket.Wait() == TimeSpan.Zero;

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
                _closedUntil = Later(_closedUntil, time.GetUtcNow() + Shorter(duration, Backoff.Longest));
            }
        }
    }

    /// <summary>
    /// How long to put one message back for. Each call books the next place behind those already put back, so that they do not all come back at once.
    /// </summary>
    public TimeSpan Postpone()
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_lock)
        {
            _backlogUntil = Later(Later(_backlogUntil, _closedUntil), now) + destination.Interval;
            return Shorter(_backlogUntil - now, Backoff.Longest);
        }
    }

    public void Dispose() => _turn.Dispose();

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
            return Longer(_closedUntil - time.GetUtcNow(), TimeSpan.Zero);
        }
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
