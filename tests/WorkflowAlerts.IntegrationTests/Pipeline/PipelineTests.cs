using WorkflowAlerts.Sending;
using WorkflowAlerts.Telling;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Pipeline;

public sealed class PipelineTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private World _world = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await World.Start();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task An_alert_reaches_every_destination_of_its_route_and_the_ledger_says_so()
    {
        await using ServiceProvider product = Compose();
        FailedRun alert = AnAlert(Attribution.None);

        await Run(product, alert);

        Assert.Equal(alert.RunId, Assert.Single(Assert.Single(_world.SlackServer.Received).RunIds()));
        Assert.Equal(alert.RunId, Assert.Single(Assert.Single(_world.TeamsServer.Received).RunIds()));
        IReadOnlyDictionary<string, DeliveryEntry> ledger = await Ledger(product, alert);
        Assert.Equal([World.Slack, World.Teams], ledger.Keys.Order());
        Assert.All(ledger.Values, entry => Assert.Equal((DeliveryState.Delivered, 1), (entry.State, entry.Attempts)));
    }

    [Fact]
    public async Task A_run_id_cannot_write_a_log_line_of_its_own()
    {
        using EverythingSaid said = new();
        await using ServiceProvider product = Product.Compose(_world.SettingsOn(azurite), logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(said));

        await Run(product, AnAlert(Attribution.None) with { RunId = "wf-1\r\n06:00:00Z ERROR \u001b[2Jall is lost\u202e\u2028now" });

        Assert.Contains(said.Lines, line => line.Contains("wf-1 06:00:00Z ERROR [2Jall is lost now", StringComparison.Ordinal));
        Assert.All(said.Lines, line => Assert.DoesNotContain(line, c => char.IsControl(c) || c is '\u202e' or '\u2028'));
    }

    [Fact]
    public async Task The_same_message_a_second_time_tells_nobody_again()
    {
        await using ServiceProvider product = Compose();
        FailedRun alert = AnAlert(Attribution.None);

        await Run(product, alert);
        IReadOnlyCollection<Sent> second = await Run(product, alert);

        Assert.Empty(second);
        Assert.Single(_world.SlackServer.Received);
        Assert.Single(_world.TeamsServer.Received);
    }

    [Fact]
    public async Task A_destination_that_is_down_does_not_stop_another_and_gets_its_message_later()
    {
        await using ServiceProvider product = Compose();
        FailedRun alert = AnAlert(Attribution.None);
        _world.TeamsServer.Intercept = Answer(503);

        await Run(product, alert);

        Assert.Single(_world.SlackServer.Received);
        Assert.Equal(DeliveryState.Waiting, (await Ledger(product, alert))[World.Teams].State);
        _world.TeamsServer.Intercept = null;
        await Run(product, await PutBack(alert));
        Assert.Single(_world.SlackServer.Received);
        Assert.Single(_world.TeamsServer.Received);
        DeliveryEntry entry = (await Ledger(product, alert))[World.Teams];
        Assert.Equal((DeliveryState.Delivered, 2, false), (entry.State, entry.Attempts, entry.MayHaveArrived));
    }

    [Fact]
    public async Task A_refusal_is_recorded_with_its_reason_and_not_tried_again()
    {
        await using ServiceProvider product = Compose();
        FailedRun alert = AnAlert(Attribution.Customer);
        _world.SlackServer.Intercept = Answer(410, "channel_is_archived");

        await Run(product, alert);
        _world.SlackServer.Intercept = null;
        await Run(product, alert);

        DeliveryEntry entry = (await Ledger(product, alert))[World.Slack];
        Assert.Equal(DeliveryState.Refused, entry.State);
        Assert.Equal("410 channel_is_archived: the channel is archived; restore it, or make a new webhook for another channel", entry.Detail);
        Assert.Empty(_world.SlackServer.Received);
    }

    [Fact]
    public async Task A_message_that_may_have_arrived_is_sent_again_with_a_label()
    {
        await using ServiceProvider product = Compose();
        FailedRun alert = AnAlert(Attribution.Customer);
        _world.SlackServer.Intercept = context =>
        {
            context.Abort();
            return Task.FromResult(true);
        };

        await Run(product, alert);
        _world.SlackServer.Intercept = null;
        await Run(product, await PutBack(alert));

        Assert.Contains("ossible repeat", Assert.Single(_world.SlackServer.Received).Body, StringComparison.Ordinal);
        Assert.True((await Ledger(product, alert))[World.Slack].MayHaveArrived);
    }

    [Fact]
    public async Task A_retry_after_puts_the_message_back_for_that_long_and_closes_the_way_for_others()
    {
        await using ServiceProvider product = Compose();
        FailedRun first = AnAlert(Attribution.Customer);
        FailedRun second = AnAlert(Attribution.Customer);
        int asked = 0;
        _world.SlackServer.Intercept = context =>
        {
            asked++;
            context.Response.Headers.RetryAfter = "120";
            return Answer(429)(context);
        };

        IReadOnlyCollection<Sent> sent = await Run(product, first, second);

        Assert.Equal(1, asked);
        Assert.Equal(first.RunId, Assert.Single(sent).FailedRun.RunId);
        Assert.Empty(await Ledger(product, second));
        int waiting = (await azurite.Connection.Queues().GetQueueClient(StorageNames.AlertQueue).GetPropertiesAsync(Stop)).Value.ApproximateMessagesCount;
        Assert.True(waiting >= 1);
        Assert.DoesNotContain(await Visible(), message => message.Contains(first.RunId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_muted_alert_tells_nobody()
    {
        Dictionary<string, string> settings = _world.SettingsOn(azurite);
        settings["WorkflowAlerts__Routes__0__To__0"] = "";
        settings.Remove("WorkflowAlerts__Routes__0__To__0");
        settings["WorkflowAlerts__Routes__0__Mute"] = "true";
        await using ServiceProvider product = Product.Compose(settings);

        Assert.Empty(await Run(product, AnAlert(Attribution.Platform)));
        Assert.Empty(_world.TeamsServer.Received);
    }

    [Fact]
    public async Task Two_instances_with_the_same_message_send_it_once()
    {
        await using ServiceProvider one = Compose();
        await using ServiceProvider two = Compose();
        FailedRun alert = AnAlert(Attribution.None);

        await Task.WhenAll(Run(one, alert), Run(two, alert));

        Assert.Single(_world.SlackServer.Received);
        Assert.Single(_world.TeamsServer.Received);
    }

    private static Func<HttpContext, Task<bool>> Answer(int status, string body = "") => async context =>
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(body);
        return true;
    };

    private static FailedRun AnAlert(Attribution attribution) => new()
    {
        Tenant = World.Tenant,
        RunId = $"wf-20260619-{Random.Shared.Next(10_000, 99_999)}-{Guid.NewGuid().ToString("N")[..6]}",
        Outcome = Outcome.Failed,
        Attribution = attribution,
        WorkflowName = "Customer Attribute Daily",
        WorkflowType = "campaign.send",
        ErrorType = "amperity.sql/parse",
        ErrorMessage = "Unexpected token.",
        EndedAt = TimeProvider.System.GetUtcNow().AddMinutes(-1),
    };

    private static Task<IReadOnlyCollection<Sent>> Run(ServiceProvider product, params FailedRun[] alerts) =>
        product.GetRequiredService<AlertPipeline>().Run(AlertMessage.Pack(alerts).Single(), Stop);

    private static Task<IReadOnlyDictionary<string, DeliveryEntry>> Ledger(ServiceProvider product, FailedRun alert) =>
        product.GetRequiredService<Ledger>().Read(alert.Key, Stop);

    private ServiceProvider Compose() => Product.Compose(_world.SettingsOn(azurite));

    /// <summary>The alert as it comes back from the queue, once its time has come.</summary>
    private async Task<FailedRun> PutBack(FailedRun alert)
    {
        while (true)
        {
            foreach (string body in await Visible())
            {
                if (AlertMessage.Read(body).FirstOrDefault(back => back.RunId == alert.RunId) is { } back)
                {
                    return back;
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Stop);
        }
    }

    private async Task<IReadOnlyList<string>> Visible()
    {
        PeekedMessage[] messages = await azurite.Connection.Queues().GetQueueClient(StorageNames.AlertQueue).PeekMessagesAsync(32, Stop);
        return [.. messages.Select(message => message.Body.ToString())];
    }
}
