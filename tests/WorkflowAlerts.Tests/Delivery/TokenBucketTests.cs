using WorkflowAlerts.Telling;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.Delivery;

namespace WorkflowAlerts.Tests.Delivery;

public sealed class TokenBucketTests
{
    [Fact]
    public void No_window_sees_more_than_the_burst_and_what_was_earned_in_it() =>
        Gen.Select(Gen.Int[1, 8], Gen.Int[1, 50], Gen.Int[0, 60].Array[1, 60]).Sample(
            (burst, interval, steps) =>
            {
                FakeTimeProvider time = new();
                TokenBucket bucket = new(burst, TimeSpan.FromMilliseconds(interval), time);
                List<int> sent = [];
                int now = 0;
                foreach (int step in steps)
                {
                    // A step of zero is a message that comes at once after the one before.
                    time.Advance(TimeSpan.FromMilliseconds(step / 2));
                    now += step / 2;
                    if (bucket.Wait() == TimeSpan.Zero)
                    {
                        bucket.Take();
                        sent.Add(now);
                    }
                }

                for (int first = 0; first < sent.Count; first++)
                {
                    for (int last = first; last < sent.Count; last++)
                    {
                        Assert.InRange(last - first + 1, 1, burst + ((sent[last] - sent[first]) / interval));
                    }
                }
            },
            iter: 2_000);

    [Fact]
    public void Whoever_waits_as_long_as_asked_and_no_less_gets_a_token() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 1000], Gen.Int[1, 20]).Sample(
            (burst, interval, messages) =>
            {
                FakeTimeProvider time = new();
                DateTimeOffset start = time.GetUtcNow();
                TokenBucket bucket = new(burst, TimeSpan.FromMilliseconds(interval), time);
                for (int i = 0; i < messages; i++)
                {
                    TimeSpan wait = bucket.Wait();
                    if (wait > TimeSpan.Zero)
                    {
                        time.Advance(wait - TimeSpan.FromTicks(1));
                        Assert.Equal(TimeSpan.FromTicks(1), bucket.Wait());
                        time.Advance(TimeSpan.FromTicks(1));
                    }

                    Assert.Equal(TimeSpan.Zero, bucket.Wait());
                    bucket.Take();
                }

                Assert.Equal(TimeSpan.FromMilliseconds(interval * Math.Max(0, messages - burst)), time.GetUtcNow() - start);
            },
            iter: 1_000);

    [Fact]
    public void However_long_nothing_is_sent_no_more_than_the_burst_is_saved_up()
    {
        FakeTimeProvider time = new();
        TokenBucket bucket = new(2, TimeSpan.FromSeconds(1), time);
        time.Advance(TimeSpan.FromDays(1));
        bucket.Take();
        bucket.Take();

        Assert.Equal(TimeSpan.FromSeconds(1), bucket.Wait());
    }
}
