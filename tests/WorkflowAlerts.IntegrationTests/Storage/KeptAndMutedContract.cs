using WorkflowAlerts.Quieting;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.IntegrationTests.Storage;

/// <summary>What holds of kept alerts, mutes and troubles, in Azure Storage and in memory.</summary>
public abstract class KeptAndMutedContract
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 19, 12, 0, 0, TimeSpan.Zero);

    private readonly IKeptAlerts _kept;
    private readonly IMutes _mutes;
    private readonly ITroubles _troubles;

    internal KeptAndMutedContract(IKeptAlerts kept, IMutes mutes, ITroubles troubles) => (_kept, _mutes, _troubles) = (kept, mutes, troubles);

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
        Assert.Equal("wf-1", all[2].Alert.RunId);

        await _kept.Remove([early, other], Stop);
        Assert.Equal("wf-1", Assert.Single(await _kept.All(Stop)).Alert.RunId);
        await _kept.Remove([late], Stop);
        Assert.Empty(await _kept.All(Stop));
    }

    [Fact]
    public async Task A_mute_is_changed_by_its_id_and_forgotten_once()
    {
        Mute mute = new("m1", "acme", null, "Orders *", Noon.AddHours(1), "The warehouse moves", Noon);
        await _mutes.Write(mute with { Until = Noon }, Stop);
        await _mutes.Write(mute, Stop);

        Assert.Equal([mute], await _mutes.All(Stop));
        await _mutes.Remove("m1", Stop);
        await _mutes.Remove("m1", Stop);
        Assert.Empty(await _mutes.All(Stop));
    }

    [Fact]
    public async Task A_trouble_is_counted_and_changed_only_by_who_knows_its_state()
    {
        await _troubles.Note(TroubleKind.Refusal, "Data-Team", Noon, "404", Stop);
        Trouble first = Assert.Single(await _troubles.All(Stop));
        await _troubles.Note(TroubleKind.Refusal, "data-team", Noon.AddHours(1), "410", Stop);
        Trouble second = Assert.Single(await _troubles.All(Stop));

        Assert.Equal((Noon, 2, "410"), (second.Since, second.Count, second.Reason));
        Assert.False(await _troubles.Update(first with { Told = true }, Stop));
        Assert.False(await _troubles.Remove(first, Stop));
        Assert.True(await _troubles.Update(second with { Told = true, OverAt = Noon.AddHours(2) }, Stop));
        Trouble third = Assert.Single(await _troubles.All(Stop));
        Assert.Equal((true, Noon.AddHours(2)), (third.Told, third.OverAt));
        Assert.True(await _troubles.Remove(third, Stop));
        Assert.Empty(await _troubles.All(Stop));
    }

    private static KeptAlert Kept(string run, string destination, DateTimeOffset until) =>
        new(new Alert { Tenant = "acme", RunId = run, Outcome = Outcome.Failed, EndedAt = Noon }, destination, until, DigestReason.QuietHours, "", null);
}
