using WorkflowAlerts.Telling;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Moq;
using WorkflowAlerts.Detailing;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Tests.Runs;

namespace WorkflowAlerts.Tests.Detailing;

public sealed class RunDetailsTests : IDisposable
{
    private readonly Mock<IAmperityClient> _amperity = new(MockBehavior.Strict);
    private readonly FakeTimeProvider _time = new(ARun.EndedAt);
    private readonly WorkflowAlertsOptions _options = new();
    private RunDetails? _details;
    private int _asked;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _details?.Dispose();

    [Fact]
    public async Task All_destinations_of_an_alert_share_one_look_up()
    {
        Answer(() => Task.FromResult<WorkflowRun?>(Run()));

        RunDetail?[] details = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Details().Of(ARun.FailedRun(), Stop)));

        Assert.All(details, detail => Assert.Equal("Stitching", detail?.FailedTask));
        Assert.Equal(1, _asked);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_alert_goes_out_without_what_Amperity_refuses_or_does_not_know(bool refuses)
    {
        Answer(() => refuses ? throw new AmperityException("Amperity refused a run.") : Task.FromResult<WorkflowRun?>(null));

        Assert.Null(await Details().Of(ARun.FailedRun(), Stop));
        Assert.Null(await Details().Of(ARun.FailedRun(), Stop));
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task An_alert_waits_no_longer_than_it_may()
    {
        TaskCompletionSource<WorkflowRun?> never = new();
        _amperity.Setup(amperity => amperity.GetRun(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Returns((string _, string _, CancellationToken stop) => never.Task.WaitAsync(stop));

        Task<RunDetail?> detail = Details().Of(ARun.FailedRun(), Stop);
        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(detail.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Null(await detail);
    }

    [Fact]
    public async Task After_three_failures_in_a_row_nobody_asks_for_a_minute()
    {
        Answer(() => throw new AmperityException("Amperity refused a run."));
        await LookUp(10);
        Assert.Equal(3, _asked);

        _time.Advance(TimeSpan.FromSeconds(61));
        Answer(() => Task.FromResult<WorkflowRun?>(Run()));

        Assert.NotNull(await Details().Of(FailedRun(99), Stop));
    }

    [Fact]
    public async Task No_more_runs_are_looked_up_in_a_minute_than_may_be()
    {
        _options.Details.MaxPerMinute = 4;
        Answer(() => Task.FromResult<WorkflowRun?>(Run()));

        await LookUp(50);

        Assert.Equal(4, _asked);
    }

    [Fact]
    public async Task Nothing_is_asked_where_there_is_nothing_to_look_up()
    {
        await Details().Of(ARun.FailedRun(ARun.ManualStop()), Stop);
        await Details().Of(new Recovery { Tenant = "socktown", Id = "wf-good" }, Stop);
        await Details().Of(new Digest { Tenant = "socktown", Id = "digest-1" }, Stop);
        _options.Details.Enabled = false;
        _details = null;
        await Details().Of(ARun.FailedRun(), Stop);

        Assert.Equal(0, _asked);
    }

    private static WorkflowRun Run() => ARun.Failed() with { TaskInstances = [new TaskInstance { Id = "wft-1", State = "failed", Label = "Stitching" }] };

    private static FailedRun FailedRun(int i) => ARun.FailedRun() with { Id = $"wf-{i}" };

    private async Task LookUp(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Details().Of(FailedRun(i), Stop);
        }
    }

    private void Answer(Func<Task<WorkflowRun?>> answer) => _amperity
        .Setup(amperity => amperity.GetRun(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
        .Returns(() =>
        {
            _asked++;
            return answer();
        });

    private RunDetails Details() => _details ??= new RunDetails(_amperity.Object, Options.Create(_options), _time, NullLogger<RunDetails>.Instance);
}
