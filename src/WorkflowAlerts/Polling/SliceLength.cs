namespace WorkflowAlerts.Polling;

/// <summary>
/// How long the next slice should be to come to about one page: a little less, since a second page with a few runs costs as much as a full one. It learns
/// from what slices bring. Safe for several threads.
/// </summary>
internal sealed class SliceLength(int pageSize, TimeSpan longest)
{
    private const double LeastFill = 0.7;
    private const double MostFill = 0.97;
    private const double TooFull = 0.02;
    private const double NotTooFull = 0.003;

    // Few runs, perhaps an hour of the night, say little about what comes.
    private const int FewRuns = 50;
    private const int MostGrowth = 4;

    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private double _fill = 0.92;
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
                double seconds = pageSize * _fill / _runsPerSecond;
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
            double runsPerSecond = slice.Runs / length.TotalSeconds;
            _runsPerSecond = _known == TimeSpan.Zero ? runsPerSecond : (_runsPerSecond + runsPerSecond) / 2;
            _known = length > _known ? length : _known;
            _runs += slice.Runs;
            _fill = Math.Clamp(slice.Pages > 1 ? _fill - TooFull : _fill + NotTooFull, LeastFill, MostFill);
        }
    }
}
