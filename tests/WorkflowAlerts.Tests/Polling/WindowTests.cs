using CsCheck;
using WorkflowAlerts.Polling;

namespace WorkflowAlerts.Tests.Polling;

public sealed class WindowTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private static readonly Gen<PollingOptions> AnyOptions =
        from overlap in Gen.Int[0, 86_400]
        from lookback in Gen.Int[0, 30 * 86_400]
        from slice in Gen.Int[60, 86_400]
        select new PollingOptions { Overlap = TimeSpan.FromSeconds(overlap), InitialLookback = TimeSpan.FromSeconds(lookback), MaxSlice = TimeSpan.FromSeconds(slice) };

    [Fact]
    public void In_ordinary_times_one_window_reaches_from_before_the_checkpoint_to_now() =>
        Assert.Equal(
            [new Window(Now - TimeSpan.FromMinutes(11), Now)], Window.Since(At(Now - TimeSpan.FromMinutes(1)), Now, new PollingOptions()));

    [Fact]
    public void The_first_poll_reaches_back_as_far_as_configured_and_no_further() =>
        Assert.Equal([new Window(Now - TimeSpan.FromHours(1), Now)], Window.Since(null, Now, new PollingOptions()));

    [Fact]
    public void A_first_poll_that_looks_back_nowhere_still_sets_the_watermark() =>
        Assert.Equal([new Window(Now, Now)], Window.Since(null, Now, new PollingOptions { InitialLookback = TimeSpan.Zero }));

    [Fact]
    public void A_clock_that_was_set_back_reads_the_overlap_again_and_leaves_the_watermark() =>
        Gen.Select(AnyOptions, Gen.Long[0, TimeSpan.TicksPerDay * 60]).Sample((options, ahead) =>
        {
            DateTimeOffset watermark = Now.AddTicks(ahead);

            Assert.Equal([new Window(watermark - options.Overlap, watermark)], Window.Since(At(watermark), Now, options));
        });

    [Fact]
    public void The_windows_after_an_outage_cover_it_without_a_gap() =>
        Gen.Select(AnyOptions, Gen.Long[0, TimeSpan.TicksPerDay * 60]).Sample(
            (options, outage) =>
            {
                DateTimeOffset watermark = Now.AddTicks(-outage);
                Window[] windows = [.. Window.Since(At(watermark), Now, options)];

                AssertCovers(windows, watermark, options);
                Assert.DoesNotContain(Starts(windows, watermark), pair => pair.Start - pair.Window.From != options.Overlap);
            },
            iter: 2_000);

    [Fact]
    public void The_windows_of_a_first_poll_cover_its_lookback_without_a_gap() =>
        AnyOptions.Sample(
            options =>
            {
                Window[] windows = [.. Window.Since(null, Now, options)];

                AssertCovers(windows, Now - options.InitialLookback, options);
                Assert.Equal(Now - options.InitialLookback, windows[0].From);
            },
            iter: 1_000);

    private static void AssertCovers(Window[] windows, DateTimeOffset start, PollingOptions options)
    {
        Assert.Equal(Now, windows[^1].To);
        Assert.Equal(Math.Max(1, (int)Math.Ceiling((Now - start) / options.MaxSlice)), windows.Length);
        Assert.DoesNotContain(
            Starts(windows, start),
            pair => pair.Window.From > pair.Start || pair.Window.To < pair.Start || pair.Window.To - pair.Start > options.MaxSlice);
    }

    // Each window with the end of the one before it: there the next must begin or earlier.
    private static IEnumerable<(Window Window, DateTimeOffset Start)> Starts(Window[] windows, DateTimeOffset start) =>
        windows.Zip(windows.Select(window => window.To).Prepend(start));

    private static Checkpoint At(DateTimeOffset watermark) => new(watermark, watermark, "1");
}
