using WorkflowAlerts.Sending;
using WorkflowAlerts.Telling;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.IntegrationTests.Proving;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Simulation;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Faulting;

public sealed class ClockTests : IAsyncLifetime
{
    private readonly JumpingClock _clock = new();
    private readonly RunFactory _factory = new(1, World.Tenant);

    // One for each test: both poll the same tenant, whose checkpoint never goes back.
    private readonly AzuriteFixture _azurite = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _azurite.InitializeAsync();

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();

    [Fact]
    public async Task Whatever_the_clock_does_every_alert_arrives_and_the_checkpoint_never_goes_back()
    {
        await using World world = await World.Start();
        await using ServiceProvider product = Product.Compose(world.SettingsOn(_azurite), time: _clock);
        List<SimulatedRun> runs = [];
        DateTimeOffset? watermark = null;
        foreach (TimeSpan off in new[] { 0, 2, 2, -2, -2, 24, 0, 0 }.Select(hours => TimeSpan.FromHours(hours)))
        {
            _clock.Off = off;
            IReadOnlyList<SimulatedRun> ended = _factory.Make(12, TimeProvider.System.GetUtcNow(), TimeSpan.FromMilliseconds(50));
            world.Amperity[World.Tenant].Add(ended);
            runs.AddRange(ended);
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Stop);

            PollReport report = await product.GetRequiredService<Poller>().Poll(World.Tenant, Stop);
            await Deliver(product);

            Assert.False(report.Watermark < watermark, "The checkpoint went back.");
            Assert.InRange(report.Watermark!.Value, DateTimeOffset.MinValue, TimeProvider.System.GetUtcNow());
            watermark = report.Watermark;
        }

        Assert.Equal((0, 0, 0), (Audit.Of(runs, world).Lost, Audit.Of(runs, world).Repeated, Audit.Of(runs, world).Unexpected));
    }

    [Fact]
    public async Task After_a_day_without_Amperity_everything_that_ended_meanwhile_is_told()
    {
        await using World world = await World.Start();
        await using ServiceProvider product = Product.Compose(world.SettingsOn(_azurite), time: _clock);
        _clock.Off = TimeSpan.FromHours(-25);
        await product.GetRequiredService<Polls>().All(Stop);
        world.Amperity.Intercept = context =>
        {
            context.Response.StatusCode = 403;
            return Task.FromResult(true);
        };
        Assert.NotNull((await product.GetRequiredService<Polls>().All(Stop)).Single().Error);
        IReadOnlyList<SimulatedRun> ended = _factory.Make(100, TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(24));
        world.Amperity[World.Tenant].Add(ended);

        world.Amperity.Intercept = null;
        _clock.Off = TimeSpan.Zero;
        await product.GetRequiredService<Polls>().All(Stop);
        await Deliver(product);

        Assert.Equal((0, 0), (Audit.Of(ended, world).Lost, Audit.Of(ended, world).Repeated));
    }

    private async Task Deliver(ServiceProvider product)
    {
        QueueClient queue = _azurite.Connection.Queues().GetQueueClient(StorageNames.AlertQueue);
        while ((await queue.ReceiveMessageAsync(cancellationToken: Stop)).Value is { } message)
        {
            await product.GetRequiredService<AlertPipeline>().Run(message.Body.ToString(), Stop);
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, Stop);
        }
    }

    /// <summary>The system's clock, set wrong.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        public TimeSpan Off { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Off;
    }
}
