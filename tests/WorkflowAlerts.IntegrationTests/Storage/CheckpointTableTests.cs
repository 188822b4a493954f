using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class CheckpointTableTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 19, 12, 0, 0, 123, TimeSpan.Zero);

    private readonly CheckpointTable _checkpoints = new(azurite.Connection.Tables(), new FakeTimeProvider(Noon));
    private readonly string _tenant = $"tenant-{Guid.NewGuid():N}";

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
}
