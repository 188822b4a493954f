using WorkflowAlerts.Sending;
using WorkflowAlerts.Telling;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.IntegrationTests.Proving;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Simulation;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Reporting;

public sealed class SelfWatchTests : IAsyncLifetime
{
    private static readonly PollReport Good = new() { Tenant = World.Tenant };
    private static readonly PollReport Bad = new() { Tenant = World.Tenant, Error = new InvalidOperationException("Amperity answered 500 to every try.") };

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 19, 6, 0, 0, TimeSpan.Zero));

    // One for each test: what was told once is told to no other test again.
    private readonly AzuriteFixture _azurite = new();
    private World _world = null!;
    private Dictionary<string, string> _settings = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IReadOnlyList<string> Told => [.. _world.TeamsServer.Received.Select(message => message.Headline())];

    public async ValueTask InitializeAsync()
    {
        await _azurite.InitializeAsync();
        _world = await World.Start();
        _settings = _world.SettingsOn(_azurite);
        _settings["WorkflowAlerts__Operations__0"] = World.Teams;
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    [Fact]
    public async Task A_tenant_unread_for_fifteen_minutes_is_told_once_and_once_more_when_it_is_over_whatever_restarts()
    {
        for (int minute = 0; minute < 20; minute++)
        {
            await Watch(Bad);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["Amperity is not being read: socktown"], Told);
        Assert.Contains("Amperity answered 500 to every try.", _world.TeamsServer.Received.Single().Body, StringComparison.Ordinal);

        await Watch(Good);
        await Watch(Good);

        Assert.Equal(["Amperity is not being read: socktown", "Amperity is being read again: socktown"], Told);
        Assert.Empty(_world.SlackServer.Received);
    }

    [Fact]
    public async Task A_short_trouble_is_told_to_nobody()
    {
        await Watch(Bad);
        _time.Advance(TimeSpan.FromMinutes(14));
        await Watch(Good);
        _time.Advance(TimeSpan.FromMinutes(14));
        await Watch(Bad);

        Assert.Empty(Told);
    }

    [Fact]
    public async Task A_tenant_that_was_read_before_counts_from_its_last_poll()
    {
        await using (ServiceProvider product = Compose())
        {
            await product.GetRequiredService<Checkpoints>().Move(World.Tenant, await product.GetRequiredService<Checkpoints>().Read(World.Tenant, Stop), _time.GetUtcNow(), Stop);
        }

        _time.Advance(TimeSpan.FromHours(3));
        await Watch(Bad);

        Assert.Equal(["Amperity is not being read: socktown"], Told);
    }

    [Fact]
    public async Task A_token_that_expires_within_a_week_is_told_once_and_once_more_when_it_was_renewed()
    {
        DateTimeOffset end = _time.GetUtcNow().AddDays(8);
        WithToken(end);
        await Watch(Good);
        Assert.Empty(Told);

        _time.Advance(TimeSpan.FromDays(2));
        await Watch(Good);
        await Watch(Good);
        Assert.Equal(["Access token expires: socktown"], Told);
        Assert.Contains($"{end:yyyy-MM-dd} 06:00 UTC", _world.TeamsServer.Received.Single().Body, StringComparison.Ordinal);

        WithToken(_time.GetUtcNow().AddDays(90));
        await Watch(Good);
        Assert.Equal(["Access token expires: socktown", "Access token renewed: socktown"], Told);
    }

    [Fact]
    public async Task A_destination_that_refuses_is_told_once_with_the_reason_and_once_more_when_it_accepts_again()
    {
        _world.SlackServer.Intercept = Answer(410, "channel_is_archived");
        await Deliver("wf-1", "wf-2");
        await Watch(Good);
        await Deliver("wf-3");
        await Watch(Good);

        Assert.Equal(["A destination refuses alerts: data-team"], Told);
        string card = _world.TeamsServer.Received.Single().Body;
        Assert.Contains("the channel is archived; restore it, or make a new webhook for another channel", card, StringComparison.Ordinal);
        Assert.Contains("wf-2 of socktown", card, StringComparison.Ordinal);

        _world.SlackServer.Intercept = null;
        await Deliver("wf-4");
        await Watch(Good);
        await Watch(Good);

        Assert.Equal(["A destination refuses alerts: data-team", "A destination accepts alerts again: data-team"], Told);
        Assert.Contains("Refused in between: 3", _world.TeamsServer.Received.Last().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_operations_destination_itself_refuses_the_others_are_told()
    {
        _world.TeamsServer.Intercept = Answer(404, """{"error":{"code":"WorkflowNotFound","message":"Gone."}}""");
        WithToken(_time.GetUtcNow().AddDays(1));

        await Watch(Good);
        await Watch(Good);

        Assert.Equal(2, _world.SlackServer.Received.Count);
        Assert.Contains(_world.SlackServer.Received, message => message.Body.Contains("The destination platform-oncall refuses messages", StringComparison.Ordinal));
        Assert.Contains(_world.SlackServer.Received, message => message.Body.Contains("The access token of socktown was made by hand", StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_the_operations_destination_is_down_nothing_is_forgotten()
    {
        WithToken(_time.GetUtcNow().AddDays(1));
        _world.TeamsServer.Intercept = Answer(503, "");
        await Watch(Good);
        await Watch(Good);

        _world.TeamsServer.Intercept = null;
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await Eventually.IsTrue(
            async () =>
            {
                await Watch(Good);
                _time.Advance(TimeSpan.FromSeconds(1));
                return Told.Count > 0;
            },
            Stop));
        await Watch(Good);

        Assert.Equal(["Access token expires: socktown"], Told);
    }

    // A composition of its own each time: nothing may depend on what one process remembers.
    private async Task Watch(PollReport poll)
    {
        await using ServiceProvider product = Compose();
        await product.GetRequiredService<SelfWatch>().Run([poll], Stop);
        await product.DeliverAll(_azurite, Stop);
    }

    private async Task Deliver(params string[] runs)
    {
        await using ServiceProvider product = Compose();
        IEnumerable<FailedRun> alerts = runs.Select(run => new FailedRun
        {
            Tenant = World.Tenant, Id = run, Outcome = Outcome.Failed, Attribution = Attribution.Customer, EndedAt = _time.GetUtcNow(),
        });
        await product.GetRequiredService<AlertPipeline>().Run(AlertMessage.Pack(alerts).Single(), Stop);
    }

    private void WithToken(DateTimeOffset expiry)
    {
        string claims = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes($"{{\"exp\":{expiry.ToUnixTimeSeconds()}}}"));
        foreach (string setting in new[] { "ClientId", "ClientSecret", "TokenUrl" })
        {
            _settings.Remove($"WorkflowAlerts__Tenants__{World.Tenant}__{setting}");
        }

        _settings[$"WorkflowAlerts__Tenants__{World.Tenant}__AccessToken"] = $"e30.{claims}.c2ln";
    }

    private static Func<HttpContext, Task<bool>> Answer(int status, string body) => async context =>
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(body);
        return true;
    };

    private ServiceProvider Compose() => Product.Compose(_settings, time: _time);
}
