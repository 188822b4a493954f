using WorkflowAlerts.Telling;
using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Storage;

/// <summary>What holds of all checkpoints: those in Azure Storage, and those in memory.</summary>
public abstract class CheckpointContract
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 19, 12, 0, 0, 123, TimeSpan.Zero);

    private readonly Checkpoints _checkpoints;
    private readonly string _tenant = $"tenant-{Guid.NewGuid():N}";

    internal CheckpointContract(IStorage storage) => _checkpoints = new Checkpoints(storage, Damage.None(), new FakeTimeProvider(Noon));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_checkpoint_is_read_as_it_was_moved()
    {
        Assert.Null(await _checkpoints.Read(_tenant, Stop));

        Checkpoint? first = await _checkpoints.Move(_tenant, null, Noon, Stop);
        Checkpoint? second = await _checkpoints.Move(_tenant, first, Noon.AddTicks(12_345_678), Stop);

        Assert.Equal(second, await _checkpoints.Read(_tenant, Stop));
        Assert.Equal(Noon.AddTicks(12_345_678), second!.Watermark);
    }

    [Fact]
    public async Task Of_two_instances_that_move_a_checkpoint_one_wins_and_the_other_learns_of_it()
    {
        Assert.Single(await Task.WhenAll(_checkpoints.Move(_tenant, null, Noon, Stop), _checkpoints.Move(_tenant, null, Noon.AddMinutes(1), Stop)), moved => moved is not null);

        Checkpoint? read = await _checkpoints.Read(_tenant, Stop);
        Checkpoint?[] moves = await Task.WhenAll(_checkpoints.Move(_tenant, read, Noon.AddMinutes(2), Stop), _checkpoints.Move(_tenant, read, Noon.AddMinutes(3), Stop));

        Checkpoint won = Assert.Single(moves, moved => moved is not null)!;
        Assert.Equal(won, await _checkpoints.Read(_tenant, Stop));
    }

    [Fact]
    public async Task A_checkpoint_never_moves_backward()
    {
        Checkpoint? at = await _checkpoints.Move(_tenant, null, Noon, Stop);

        await Assert.ThrowsAsync<ArgumentException>(() => _checkpoints.Move(_tenant, at, Noon.AddTicks(-1), Stop));

        Assert.Equal(Noon, (await _checkpoints.Read(_tenant, Stop))!.Watermark);
    }

    [Fact]
    public async Task All_checkpoints_come_by_the_names_of_their_tenants()
    {
        string odd = $"{_tenant} / odd";
        await _checkpoints.Move(_tenant, null, Noon, Stop);
        await _checkpoints.Move(odd, null, Noon.AddHours(1), Stop);

        IReadOnlyDictionary<string, Checkpoint> all = await _checkpoints.All(Stop);

        Assert.Equal((Noon, Noon.AddHours(1)), (all[_tenant].Watermark, all[odd].Watermark));
    }

    [Fact]
    public async Task Which_digests_were_begun_is_remembered_until_the_checkpoint_moves()
    {
        Checkpoint? begun = await _checkpoints.NoteDigests(_tenant, null, Noon.AddHours(-1), ["digest-1", "digest-2"], Stop);
        Assert.Equal(Noon.AddHours(-1), begun!.Watermark);
        Assert.Equal(["digest-1", "digest-2"], (await _checkpoints.Read(_tenant, Stop))!.Begun);
        Assert.Null(await _checkpoints.NoteDigests(_tenant, null, Noon, [], Stop));

        Checkpoint? moved = await _checkpoints.Move(_tenant, begun, Noon, Stop);
        Assert.Empty(moved!.Begun);
        Assert.Empty(moved.CutOff);
        Assert.False(await _checkpoints.Rewind(_tenant, begun, Noon.AddDays(-1), Stop));
        Assert.True(await _checkpoints.Rewind(_tenant, moved, Noon.AddDays(-1), Stop));
        Assert.Equal(Noon.AddDays(-1), (await _checkpoints.Read(_tenant, Stop))!.Watermark);
    }

    [Fact]
    public async Task Digests_that_were_begun_and_then_others_are_cut_off_for_good()
    {
        await _checkpoints.NoteCutOff(_tenant, ["of nobody"], Stop);
        Checkpoint? begun = await _checkpoints.NoteDigests(_tenant, null, Noon, ["digest-1"], Stop);
        begun = await _checkpoints.NoteDigests(_tenant, begun, Noon, ["digest-2"], Stop);
        await _checkpoints.NoteCutOff(_tenant, ["digest-3"], Stop);
        Assert.Null(await _checkpoints.Move(_tenant, begun, Noon, Stop));

        Checkpoint? moved = await _checkpoints.Move(_tenant, await _checkpoints.Read(_tenant, Stop), Noon.AddHours(1), Stop);

        Assert.Empty(moved!.Begun);
        Assert.Equal(["digest-1", "digest-3"], moved.CutOff);
        Assert.Equal(moved.CutOff, (await _checkpoints.Read(_tenant, Stop))!.CutOff);
    }

    [Fact]
    public async Task As_many_cut_off_digests_as_fit_are_remembered_and_the_latest_of_them()
    {
        string[] many = [.. Enumerable.Range(0, 3000).Select(i => $"digest-{i:x20}-{i % 99}")];
        Checkpoint? begun = await _checkpoints.NoteDigests(_tenant, null, Noon, many, Stop);

        await _checkpoints.NoteDigests(_tenant, begun, Noon, many, Stop);
        await _checkpoints.NoteCutOff(_tenant, many, Stop);

        Checkpoint? at = await _checkpoints.Read(_tenant, Stop);
        Assert.Equal(many[..Checkpoint.MostDigests], at!.Begun);
        Assert.Equal(many[^Checkpoint.MostDigests..], at.CutOff);
    }
}
