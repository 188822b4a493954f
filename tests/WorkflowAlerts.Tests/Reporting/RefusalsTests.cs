using WorkflowAlerts.Telling;
using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Storage.Memory;
using WorkflowAlerts.Tests.Storage;

namespace WorkflowAlerts.Tests.Reporting;

public sealed class RefusalsTests
{
    private static readonly Destination DataTeam = new(
        "data-team", new DestinationOptions { Kind = SlackChat.Kind, WebhookUrl = "https://hooks.slack.com/services/T0/B0/secret" }, new SlackChat());

    private static readonly FailedRun Run = new() { Tenant = "socktown", Id = "wf-1", Outcome = Outcome.Failed };

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 19, 6, 0, 0, TimeSpan.Zero));
    private readonly ObservedStorage _storage;
    private readonly Troubles _others;
    private readonly Refusals _refusals;

    public RefusalsTests()
    {
        MemoryStorage memory = new(_time);
        _storage = new ObservedStorage(memory);
        _others = new Troubles(memory, Damage.None());
        _refusals = new Refusals(new Troubles(_storage, Damage.None()), new Attention(), _time);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task That_a_destination_accepts_again_is_noted_even_while_somebody_else_notes_that_its_refusal_was_told()
    {
        await _refusals.Refused(DataTeam, Run, "404 no_service");
        _storage.Before = async (what, _) =>
        {
            if (what == "Write Incidents")
            {
                _storage.Before = null;
                await _others.Update((await _others.All(Stop)).Single() with { Told = true }, Stop);
            }
        };

        await _refusals.Accepted(DataTeam);

        Trouble trouble = Assert.Single(await _others.All(Stop));
        Assert.True(trouble.Told);
        Assert.NotNull(trouble.OverAt);
    }

    [Fact]
    public async Task A_refusal_that_is_noted_while_the_troubles_are_read_is_over_with_the_next_message()
    {
        _storage.After = async (_, _) =>
        {
            _storage.After = null;
            await _refusals.Refused(DataTeam, Run, "404 no_service");
        };
        await _refusals.Accepted(DataTeam);
        Assert.Null(Assert.Single(await _others.All(Stop)).OverAt);

        await _refusals.Accepted(DataTeam);

        Assert.NotNull(Assert.Single(await _others.All(Stop)).OverAt);
    }
}
