using WorkflowAlerts.Telling;
using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.Chats;
using WorkflowAlerts.Delivery;

namespace WorkflowAlerts.Tests.Delivery;

public sealed class GateTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);
    // Only what hangs takes this long.
    private static readonly TimeSpan Real = TimeSpan.FromMinutes(5);
    private static readonly DeliveryOptions Options = new();
    private static readonly DeliveryResult Accepted = new DeliveryResult.Accepted("200 ok");

    private readonly FakeTimeProvider _time = new();
    private readonly Gate _gate;

    public GateTests() => _gate = new Gate(ADestination.Slack(burst: 2, interval: Second), _time);

    [Fact]
    public async Task A_burst_goes_at_once_and_the_next_waits_for_its_pace()
    {
        await Send();
        await Send();
        Task<Turn?> third = _gate.Enter(first: true, MaxWait, default);
        _time.Advance(Second - TimeSpan.FromTicks(1));
        Assert.False(third.IsCompleted);

        _time.Advance(TimeSpan.FromTicks(1));
        Assert.NotNull(await third.WaitAsync(Real));
    }

    [Fact]
    public async Task A_turn_that_sent_nothing_costs_nothing()
    {
        for (int i = 0; i < 10; i++)
        {
            using Turn? turn = await _gate.Enter(first: true, TimeSpan.Zero, default);
            Assert.NotNull(turn);
        }
    }

    [Fact]
    public async Task A_pace_that_needs_longer_than_the_longest_wait_turns_away_at_once_and_keeps_no_turn()
    {
        await Send();
        await Send();
        Assert.Null(await _gate.Enter(first: true, TimeSpan.FromSeconds(0.9), default).WaitAsync(Real));

        _time.Advance(Second);
        Assert.NotNull(await _gate.Enter(first: true, TimeSpan.Zero, default).WaitAsync(Real));
    }

    [Fact]
    public async Task Only_one_has_the_turn()
    {
        Turn? first = await _gate.Enter(first: true, MaxWait, default);
        Task<Turn?> second = _gate.Enter(first: true, MaxWait, default);
        Task<Turn?> third = _gate.Enter(first: true, MaxWait, default);
        Assert.False(second.IsCompleted || third.IsCompleted);

        first!.Dispose();
        Turn? next = await (await Task.WhenAny(second, third).WaitAsync(Real));
        Assert.NotNull(next);
        Assert.False(second.IsCompleted && third.IsCompleted);

        next.Dispose();
        Assert.NotNull(await second.WaitAsync(Real));
        Assert.NotNull(await third.WaitAsync(Real));
    }

    [Fact]
    public async Task Who_waited_for_the_turn_too_long_is_turned_away()
    {
        using Turn? first = await _gate.Enter(first: true, MaxWait, default);
        Task<Turn?> second = _gate.Enter(first: true, MaxWait, default);
        _time.Advance(MaxWait - TimeSpan.FromTicks(1));
        Assert.False(second.IsCompleted);

        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await second.WaitAsync(Real));
        Assert.Null(await _gate.Enter(first: true, TimeSpan.Zero, default).WaitAsync(Real));
    }

    [Fact]
    public async Task The_wait_for_the_turn_counts_toward_the_longest_wait()
    {
        await Send();
        Turn? holder = await _gate.Enter(first: true, MaxWait, default);
        Task<Turn?> second = _gate.Enter(first: true, TimeSpan.FromSeconds(0.9), default);
        _time.Advance(TimeSpan.FromSeconds(0.5));
        holder!.Spend();
        holder.Dispose();

        Assert.Null(await second.WaitAsync(Real));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancelled_wait_leaves_the_way_free(bool forPace)
    {
        if (forPace)
        {
            await Send();
            await Send();
        }

        Turn? holder = forPace ? null : await _gate.Enter(first: true, MaxWait, default);
        using CancellationTokenSource stop = new();
        Task<Turn?> waiting = _gate.Enter(first: true, MaxWait, stop.Token);
        Assert.False(waiting.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Real));

        holder?.Dispose();
        _time.Advance(Second);
        Assert.NotNull(await _gate.Enter(first: true, TimeSpan.Zero, default).WaitAsync(Real));
    }

    [Fact]
    public async Task The_way_is_closed_for_as_long_as_the_destination_asked()
    {
        _gate.Learn(Failure(TimeSpan.FromSeconds(30)), Options);
        Assert.Null(await _gate.Enter(first: true, MaxWait, default).WaitAsync(Real));

        _time.Advance(TimeSpan.FromSeconds(25));
        Task<Turn?> waiting = _gate.Enter(first: true, MaxWait, default);
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.NotNull(await waiting.WaitAsync(Real));
    }

    [Fact]
    public async Task A_shorter_wish_does_not_open_what_a_longer_one_closed()
    {
        _gate.Learn(Failure(TimeSpan.FromSeconds(60)), Options);
        _gate.Learn(Failure(Second), Options);
        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Null(await _gate.Enter(first: true, MaxWait, default).WaitAsync(Real));
    }

    [Fact]
    public async Task Three_failures_in_a_row_close_the_way_for_a_growing_time()
    {
        _gate.Learn(Failure(), Options);
        _gate.Learn(Failure(), Options);
        Assert.True(await IsOpen());

        _gate.Learn(Failure(), Options);
        Assert.InRange(_gate.Postpone(first: true), TimeSpan.FromSeconds(23.5), TimeSpan.FromSeconds(31));
        Assert.False(await IsOpen());

        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.True(await IsOpen());
        _gate.Learn(Failure(), Options);
        Assert.InRange(_gate.Postpone(first: true), TimeSpan.FromSeconds(46), TimeSpan.FromSeconds(61));
    }

    [Fact]
    public async Task A_success_ends_the_row_and_so_does_a_refusal()
    {
        foreach (DeliveryResult end in new[] { Accepted, new DeliveryResult.Refused("404 no_service") })
        {
            _gate.Learn(Failure(), Options);
            _gate.Learn(Failure(), Options);
            _gate.Learn(end, Options);
        }

        _gate.Learn(Failure(), Options);
        Assert.True(await IsOpen());
    }

    [Fact]
    public void Each_message_put_back_gets_the_place_behind_the_one_before()
    {
        _gate.Learn(Failure(TimeSpan.FromSeconds(30)), Options);
        Assert.Equal([31, 32, 33], Enumerable.Range(0, 3).Select(_ => _gate.Postpone(first: true).TotalSeconds));

        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(3, _gate.Postpone(first: true).TotalSeconds);

        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, _gate.Postpone(first: true).TotalSeconds);
    }

    [Fact]
    public async Task What_a_destination_asks_for_closes_the_way_for_no_longer_than_the_longest_retry()
    {
        _gate.Learn(Failure(TimeSpan.FromDays(20_000)), Options);
        Assert.Equal(Options.LongestRetry + Second, _gate.Postpone(first: true));

        _time.Advance(Options.LongestRetry - Second);
        Assert.False(await IsOpen());
        _time.Advance(Second);
        Assert.True(await IsOpen());
    }

    [Fact]
    public void No_backlog_keeps_a_message_longer_than_a_queue_can_hide_it()
    {
        using Gate slow = new(ADestination.Slack(burst: 1, interval: TimeSpan.FromDays(3)), _time);
        TimeSpan longest = TimeSpan.FromDays(7) - TimeSpan.FromHours(1);

        Assert.Equal([TimeSpan.FromDays(3), TimeSpan.FromDays(6), longest, longest], Enumerable.Range(0, 4).Select(_ => slow.Postpone(first: true)));
        Assert.Equal(longest, slow.Postpone(first: false));
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(5)]
    public async Task A_clock_that_somebody_sets_neither_closes_nor_opens_the_way(int hours)
    {
        SetClock clock = new(_time);
        using Gate gate = new(ADestination.Slack(burst: 1, interval: Second), clock);
        gate.Learn(Failure(TimeSpan.FromSeconds(30)), Options);
        clock.Ahead = TimeSpan.FromHours(hours);
        Assert.Equal(31, gate.Postpone(first: true).TotalSeconds);

        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Null(await gate.Enter(first: true, TimeSpan.Zero, default));
        _time.Advance(Second);
        using Turn? turn = await gate.Enter(first: true, TimeSpan.Zero, default);
        Assert.NotNull(turn);
    }

    [Fact]
    public async Task Who_would_wait_too_long_behind_a_slow_destination_is_turned_away_at_once()
    {
        for (int i = 0; i < 3; i++)
        {
            using Turn? slow = await _gate.Enter(first: true, MaxWait, default);
            _time.Advance(TimeSpan.FromSeconds(20));
        }

        Turn? holder = await _gate.Enter(first: true, MaxWait, default);
        Task<Turn?> hurried = _gate.Enter(first: true, MaxWait, default);
        Task<Turn?> patient = _gate.Enter(first: true, TimeSpan.FromMinutes(1), default);
        Assert.True(hurried.IsCompleted);
        Assert.Null(await hurried);

        Assert.False(patient.IsCompleted);
        holder!.Dispose();
        Assert.NotNull(await patient.WaitAsync(Real));
    }

    [Fact]
    public async Task Who_was_turned_away_or_gave_up_counts_no_more_among_those_who_wait()
    {
        using (await _gate.Enter(first: true, MaxWait, default))
        {
            _time.Advance(TimeSpan.FromSeconds(12));
        }

        Turn? holder = await _gate.Enter(first: true, MaxWait, default);
        Task<Turn?>[] waiting = [.. Enumerable.Range(0, 5).Select(_ => _gate.Enter(first: true, Second, default))];
        _time.Advance(Second);
        Assert.All(await Task.WhenAll(waiting).WaitAsync(Real), Assert.Null);

        Task<Turn?> next = _gate.Enter(first: true, MaxWait, default);
        holder!.Dispose();
        Assert.NotNull(await next.WaitAsync(Real));
    }

    [Fact]
    public async Task What_can_wait_gives_way_to_failures_that_are_booked_and_failures_do_not()
    {
        Assert.Equal(Second, _gate.Postpone(first: true));
        Assert.Null(await _gate.Enter(first: false, MaxWait, default));
        Assert.True(await IsOpen());

        _time.Advance(TimeSpan.FromSeconds(5.9));
        Assert.Null(await _gate.Enter(first: false, MaxWait, default));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        using Turn? turn = await _gate.Enter(first: false, MaxWait, default);
        Assert.NotNull(turn);
    }

    [Fact]
    public async Task What_can_wait_gives_way_to_nobody_where_no_failure_is_booked()
    {
        _gate.Postpone(first: false);

        using Turn? turn = await _gate.Enter(first: false, MaxWait, default);

        Assert.NotNull(turn);
    }

    [Fact]
    public void A_failure_is_booked_before_all_that_can_wait_and_what_can_wait_behind_all_failures()
    {
        Assert.Equal([1, 2, 3], Enumerable.Range(0, 3).Select(_ => _gate.Postpone(first: false).TotalSeconds));
        Assert.Equal([1, 2, 3, 4, 5], Enumerable.Range(0, 5).Select(_ => _gate.Postpone(first: true).TotalSeconds));
        Assert.Equal([6, 7], Enumerable.Range(0, 2).Select(_ => _gate.Postpone(first: false).TotalSeconds));
    }

    [Fact]
    public async Task A_place_is_as_long_as_a_turn_takes_where_that_is_longer_than_the_pace()
    {
        using (await _gate.Enter(first: true, MaxWait, default))
        {
            _time.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.Equal([6, 12], Enumerable.Range(0, 2).Select(_ => _gate.Postpone(first: true).TotalSeconds));
    }

    private static DeliveryResult.RetryLater Failure(TimeSpan? after = null) => new("503", after, MayHaveArrived: false);

    private async Task<bool> IsOpen()
    {
        using Turn? turn = await _gate.Enter(first: true, TimeSpan.Zero, default).WaitAsync(Real);
        return turn is not null;
    }

    private async Task Send()
    {
        using Turn? turn = await _gate.Enter(first: true, TimeSpan.Zero, default).WaitAsync(Real);
        Assert.NotNull(turn);
        turn.Spend();
    }

    // A clock that somebody sets: what time it is changes, and how much time passes does not.
    private sealed class SetClock(TimeProvider time) : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Ahead;

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.CreateTimer(callback, state, dueTime, period);
    }
}
