using WorkflowAlerts.Telling;
using CsCheck;
using WorkflowAlerts.Delivery;

namespace WorkflowAlerts.Tests.Delivery;

public sealed class BackoffTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7) - TimeSpan.FromHours(1);

    [Theory]
    [InlineData(0, 30)]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(3, 120)]
    [InlineData(5, 480)]
    [InlineData(6, 900)]
    [InlineData(int.MaxValue, 900)]
    public void The_wait_doubles_to_its_bound_less_up_to_a_quarter(int attempts, int seconds) =>
        Assert.All(
            Enumerable.Range(0, 100).Select(_ => Backoff.After(attempts, null, new DeliveryOptions())),
            wait => Assert.InRange(wait, TimeSpan.FromSeconds(seconds * 0.75), TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Messages_that_failed_together_do_not_come_back_together() =>
        Assert.InRange(Enumerable.Range(0, 100).Select(_ => Backoff.After(1, null, new DeliveryOptions())).Distinct().Count(), 90, 100);

    [Fact]
    public void What_the_destination_asks_for_is_kept_at_first() => Assert.Equal(TimeSpan.FromSeconds(1), Backoff.After(5, TimeSpan.FromSeconds(1), new DeliveryOptions()));

    [Fact]
    public void A_destination_that_asks_for_too_little_again_and_again_is_no_longer_believed() =>
        Assert.InRange(Backoff.After(6, TimeSpan.Zero, new DeliveryOptions()), TimeSpan.FromSeconds(675), TimeSpan.FromSeconds(900));

    [Fact]
    public void No_wait_is_negative_or_longer_than_a_queue_can_hide_a_message() =>
        Gen.Select(Gen.Int, Gen.Bool, Gen.Double[0, 1e9], Gen.Double[0.01, 3600], Gen.Double[1, 24]).Sample(
            (attempts, sent, asked, first, times) =>
            {
                DeliveryOptions options = new() { FirstRetry = TimeSpan.FromSeconds(first), LongestRetry = TimeSpan.FromSeconds(first * times) };
                Assert.InRange(Backoff.After(attempts, sent ? TimeSpan.FromSeconds(asked) : null, options), TimeSpan.Zero, Longest);
            });
}
