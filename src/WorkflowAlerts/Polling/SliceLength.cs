namespace WorkflowAlerts.Polling;

/// <summary>
/// How long the next slice should be to come to about one page: a little less, since a second page with a few runs costs as much as a full one. It learns
/// from what slices bring. Safe for several threads.
/// </summary>
internal sealed class SliceLength(int pageSize, TimeSpan longest)
{
    // Few runs, perhaps an hour of the night, say little about what comes.
    private const int FewRuns = 50;
    private const int MostGrowth = 4;

    // More of the past would follow a day's course too slowly, less would take chance for it.
    private const int RecentPages = 3;

    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();

    // Runs that come at random make some pages fuller than others: two deviations below a page, hardly one in fifty is too full.
    private readonly double _target = pageSize - (2 * Math.Sqrt(pageSize)) is var target && target > 1 ? target : 1;
    private double _recentRuns;
    private double _recentSeconds;
    private int _learned;
    private TimeSpan _known;
    private int _runs;

    /// <summary>How many slices were learned from.</summary>
    public int Learned
    {
        get
        {
            lock (_lock)
            {
                return _learned;
            }
        }
    }

    /// <summary>How long it should be; to be asked only when a slice was learned from.</summary>
    public TimeSpan Next
    {
        get
        {
            lock (_lock)
            {
                TimeSpan most = _runs < FewRuns && _known * MostGrowth < longest ? _known * MostGrowth : longest;
                double seconds = _target * _recentSeconds / _recentRuns;
                return seconds >= most.TotalSeconds ? most : seconds <= s_shortest.TotalSeconds ? s_shortest : TimeSpan.FromMilliseconds(Math.Floor(seconds * 1000));
            }
        }
    }

    public void Learn(Slice slice)
    {
        TimeSpan length = slice.Window.To - slice.Window.From;
        if (length <= TimeSpan.Zero)
        {
            return;
        }

        lock (_lock)
        {
            // The first slice may begin long before the first run: then its runs lie closer together than its length says.
            TimeSpan filled = _runs < FewRuns && slice.Runs >= FewRuns && slice.Window.To - slice.First is { Ticks: > 0 } span ? span : length;
            if (slice.Runs > 2 * pageSize)
            {
                // Not chance: from here on there is more. What was, perhaps weeks of nothing, says nothing any more.
                (_recentRuns, _recentSeconds) = (0, 0);
            }

            _recentRuns += slice.Runs;
            _recentSeconds += filled.TotalSeconds;
            double tooMany = _recentRuns / (RecentPages * pageSize);
            if (tooMany > 1)
            {
                (_recentRuns, _recentSeconds) = (_recentRuns / tooMany, _recentSeconds / tooMany);
            }

            _known = length > _known ? length : _known;
            _runs += slice.Runs;
            _learned++;
        }
    }
}
