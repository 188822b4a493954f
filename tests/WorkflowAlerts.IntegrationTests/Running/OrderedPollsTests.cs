using WorkflowAlerts.Telling;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Running;

public sealed class OrderedPollsTests : IAsyncLifetime
{
    private readonly AzuriteFixture _azurite = new();
    private World _world = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _azurite.InitializeAsync();
        _world = await World.Start();
        _world.AddRuns(40);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    [Fact]
    public async Task From_so_many_tenants_on_a_tick_orders_polls_and_whoever_takes_an_order_polls()
    {
        await using ServiceProvider product = Compose(fanOutFrom: 1);

        IReadOnlyList<PollReport> tick = await product.GetRequiredService<PollRound>().Tick(Stop);

        Assert.True(Assert.Single(tick).UnderWay);
        Assert.Equal(0, _world.Amperity.Requests);
        PollReport report = Assert.Single(await product.GetRequiredService<OrderedPolls>().Run(Assert.Single(await Orders()), Stop));
        Assert.Null(report.Error);
        Assert.True(report.Queued > 0);
        Assert.Null(Assert.Single(await product.GetRequiredService<PollRound>().Tick(Stop)) is { UnderWay: false } known ? known.Error : new InvalidOperationException("Still under way."));
    }

    [Fact]
    public async Task Below_that_number_or_with_zero_the_timer_polls_itself()
    {
        foreach (int from in new[] { 0, 2 })
        {
            await using ServiceProvider product = Compose(from);

            Assert.True(Assert.Single(await product.GetRequiredService<PollRound>().Tick(Stop)).Runs > 0);
            Assert.Empty(await Orders());
        }
    }

    [Fact]
    public async Task An_order_that_is_too_old_or_no_order_at_all_is_skipped()
    {
        await using ServiceProvider product = Compose(fanOutFrom: 1);
        OrderedPolls polls = product.GetRequiredService<OrderedPolls>();

        Assert.Empty(await polls.Run(PollOrder.Of([World.Tenant], TimeProvider.System.GetUtcNow().AddSeconds(-1)).Write(), Stop));
        Assert.Empty(await polls.Run("no order", Stop));
        Assert.Empty(await polls.Run(PollOrder.Of(["gone"], TimeProvider.System.GetUtcNow().AddMinutes(1)).Write(), Stop));
        Assert.Equal(0, _world.Amperity.Requests);
    }

    [Fact]
    public async Task A_tenant_that_no_order_reached_for_minutes_is_no_success()
    {
        FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
        await using ServiceProvider product = Compose(fanOutFrom: 1, time);
        await product.GetRequiredService<Checkpoints>().Move(World.Tenant, null, time.GetUtcNow(), Stop);
        time.Advance(TimeSpan.FromMinutes(4));

        Assert.IsType<StalePollException>(Assert.Single(await product.GetRequiredService<PollRound>().Tick(Stop)).Error);
    }

    private ServiceProvider Compose(int fanOutFrom, TimeProvider? time = null) =>
        Product.Compose(new Dictionary<string, string>(_world.SettingsOn(_azurite)) { ["WorkflowAlerts__Polling__FanOutFrom"] = $"{fanOutFrom}" }, time: time);

    private async Task<IReadOnlyList<string>> Orders()
    {
        QueueClient queue = _azurite.Connection.Queues().GetQueueClient(StorageNames.PollQueue);
        QueueMessage[] messages = await queue.ReceiveMessagesAsync(32, cancellationToken: Stop);
        return [.. messages.Select(message => message.Body.ToString())];
    }
}
