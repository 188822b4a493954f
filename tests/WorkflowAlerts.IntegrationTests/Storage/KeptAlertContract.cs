using WorkflowAlerts.Telling;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.IntegrationTests.Storage;

/// <summary>What holds of kept alerts, in Azure Storage and in memory.</summary>
public abstract class KeptAlertContract
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 19, 12, 0, 0, TimeSpan.Zero);

    private readonly IKeptAlerts _kept;

    internal KeptAlertContract(IKeptAlerts kept) => _kept = kept;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_kept_comes_back_once_by_its_end_until_it_is_removed()
    {
        KeptAlert late = Kept("wf-1", "data-team", Noon.AddHours(2));
        KeptAlert early = Kept("wf-2", "data-team", Noon.AddHours(1));
        KeptAlert other = Kept("wf-2", "platform-oncall", Noon.AddHours(1));
        foreach (KeptAlert kept in new[] { late, early, other, early with { Destination = "DATA-TEAM" } })
        {
            await _kept.Keep(kept, Stop);
        }

        IReadOnlyList<KeptAlert> all = await _kept.All(Stop);
        Assert.Equal([early.Until, other.Until, late.Until], all.Select(kept => kept.Until));
        Assert.Equal(["data-team", "platform-oncall"], all.Take(2).Select(kept => kept.Destination.ToLowerInvariant()).Order());
        Assert.Equal("wf-1", all[2].FailedRun.RunId);

        await _kept.Remove([early, other], Stop);
        Assert.Equal("wf-1", Assert.Single(await _kept.All(Stop)).FailedRun.RunId);
        await _kept.Remove([late], Stop);
        Assert.Empty(await _kept.All(Stop));
    }

    private static KeptAlert Kept(string run, string destination, DateTimeOffset until) =>
        new(new FailedRun { Tenant = "acme", RunId = run, Outcome = Outcome.Failed, EndedAt = Noon }, destination, until, DigestReason.QuietHours, "", null);
}
