using WorkflowAlerts.Telling;
using WorkflowAlerts.Deciding;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Storage;

/// <summary>What holds of messages that wait, in Azure Storage and in memory.</summary>
public abstract class WaitingContract
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 19, 12, 0, 0, TimeSpan.Zero);

    private readonly Waiting _kept;

    internal WaitingContract(IStorage storage) => _kept = new Waiting(storage, Damage.None());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_kept_comes_back_once_by_its_end_until_it_is_removed()
    {
        WaitingMessage late = Kept("wf-1", "data-team", Noon.AddHours(2));
        WaitingMessage early = Kept("wf-2", "data-team", Noon.AddHours(1));
        WaitingMessage other = Kept("wf-2", "platform-oncall", Noon.AddHours(1));
        foreach (WaitingMessage kept in new[] { late, early, other, early with { Destination = "DATA-TEAM" } })
        {
            await _kept.Keep([kept], Stop);
        }

        IReadOnlyList<WaitingMessage> all = await _kept.All(Stop);
        Assert.Equal([early.Wait.Until, other.Wait.Until, late.Wait.Until], all.Select(kept => kept.Wait.Until));
        Assert.Equal(["data-team", "platform-oncall"], all.Take(2).Select(kept => kept.Destination.ToLowerInvariant()).Order());
        Assert.Equal("wf-1", all[2].Message.Id);

        await _kept.Remove([early, other], Stop);
        Assert.Equal("wf-1", Assert.Single(await _kept.All(Stop)).Message.Id);
        await _kept.Remove([late], Stop);
        Assert.Empty(await _kept.All(Stop));
    }

    private static WaitingMessage Kept(string run, string destination, DateTimeOffset until) =>
        new(new FailedRun { Tenant = "acme", Id = run, Outcome = Outcome.Failed, EndedAt = Noon }, destination, new Wait(WaitReason.QuietHours, until), Noon);
}
