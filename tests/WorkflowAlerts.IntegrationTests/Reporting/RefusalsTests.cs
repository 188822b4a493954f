using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Reporting;

public sealed class RefusalsTests : IAsyncLifetime
{
    private static readonly Destination DataTeam = new("data-team", new DestinationOptions { Kind = SlackChat.Kind, WebhookUrl = "https://hooks.slack.com/services/T0/B0/secret" }, new SlackChat());
    private static readonly Alert Run = new() { Tenant = "socktown", RunId = "wf-1", Outcome = Outcome.Failed };

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 19, 6, 0, 0, TimeSpan.Zero));
    private readonly AzuriteFixture _azurite = new();
    private TroubleTable _table = null!;
    private InterruptedTroubles _troubles = null!;
    private Refusals _refusals = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _azurite.InitializeAsync();
        _table = new TroubleTable(_azurite.Connection.Tables());
        _troubles = new InterruptedTroubles(_table);
        _refusals = new Refusals(_troubles, new Attention(), _time);
    }

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();

    [Fact]
    public async Task That_a_destination_accepts_again_is_noted_even_while_somebody_else_notes_that_its_refusal_was_told()
    {
        await _refusals.Refused(DataTeam, Run, "404 no_service");
        _troubles.BeforeUpdate = async () => await _table.Update((await _table.All(Stop)).Single() with { Told = true }, Stop);

        await _refusals.Accepted(DataTeam);

        Trouble trouble = Assert.Single(await _table.All(Stop));
        Assert.True(trouble.Told);
        Assert.NotNull(trouble.OverAt);
    }

    [Fact]
    public async Task A_refusal_that_is_noted_while_the_troubles_are_read_is_over_with_the_next_message()
    {
        _troubles.AfterAll = async () => await _refusals.Refused(DataTeam, Run, "404 no_service");
        await _refusals.Accepted(DataTeam);
        Assert.Null(Assert.Single(await _table.All(Stop)).OverAt);

        await _refusals.Accepted(DataTeam);

        Assert.NotNull(Assert.Single(await _table.All(Stop)).OverAt);
    }
}
