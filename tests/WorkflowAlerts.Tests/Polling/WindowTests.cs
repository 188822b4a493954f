using WorkflowAlerts.Telling;
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
        Assert.Equal(new Window(Now - TimeSpan.FromMinutes(11), Now), Window.Since(At(Now - TimeSpan.FromMinutes(1)), Now, new PollingOptions()));

    [Fact]
    public void The_first_poll_reaches_back_as_far_as_configured_and_no_further() =>
        Assert.Equal(new Window(Now - TimeSpan.FromHours(1), Now), Window.Since(null, Now, new PollingOptions()));

    [Fact]
    public void A_first_poll_that_looks_back_nowhere_still_sets_the_watermark() =>
        Assert.Equal(new Window(Now, Now), Window.Since(null, Now, new PollingOptions { InitialLookback = TimeSpan.Zero }));

    [Fact]
    public void A_clock_that_was_set_back_reads_the_overlap_again_and_leaves_the_watermark() =>
        Gen.Select(AnyOptions, Gen.Long[0, TimeSpan.TicksPerDay * 60]).Sample((options, ahead) =>
        {
            DateTimeOffset watermark = Now.AddTicks(ahead);

            Assert.Equal(new Window(watermark - options.Overlap, watermark), Window.Since(At(watermark), Now, options));
        });

    [Fact]
    public void After_an_outage_the_window_reaches_from_the_overlap_before_the_checkpoint_to_now() =>
        Gen.Select(AnyOptions, Gen.Long[0, TimeSpan.TicksPerDay * 60]).Sample((options, outage) =>
        {
            DateTimeOffset watermark = Now.AddTicks(-outage);

            Assert.Equal(new Window(watermark - options.Overlap, Now), Window.Since(At(watermark), Now, options));
        });

    private static Checkpoint At(DateTimeOffset watermark) => new(watermark, watermark, "1");
}
