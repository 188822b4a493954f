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

    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();

    // Runs that come at random make some pages fuller than others: two deviations below a page, hardly one in fifty is too full.
    private readonly double _target = pageSize - (2 * Math.Sqrt(pageSize)) is var target && target > 1 ? target : 1;
    private double _runsPerSecond;
    private TimeSpan _known;
    private int _runs;

    /// <summary>Whether a slice was learned from.</summary>
    public bool IsKnown
    {
        get
        {
            lock (_lock)
            {
                return _known > TimeSpan.Zero;
            }
        }
    }

    public TimeSpan Next
    {
        get
        {
            lock (_lock)
            {
                TimeSpan most = _runs < FewRuns && _known * MostGrowth < longest ? _known * MostGrowth : longest;
                double seconds = _target / _runsPerSecond;
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
            double runsPerSecond = slice.Runs / filled.TotalSeconds;
            _runsPerSecond = _known == TimeSpan.Zero ? runsPerSecond : (_runsPerSecond + runsPerSecond) / 2;
            _known = length > _known ? length : _known;
            _runs += slice.Runs;
        }
    }
}
