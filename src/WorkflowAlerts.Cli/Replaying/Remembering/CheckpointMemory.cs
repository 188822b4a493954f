using System.Globalization;
using WorkflowAlerts.Polling;

namespace WorkflowAlerts.Cli.Replaying.Remembering;

/// <summary>Checkpoints in memory.</summary>
internal sealed class CheckpointMemory(TimeProvider time) : ICheckpoints
{
    private readonly Dictionary<string, Checkpoint> _checkpoints = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private int _version;

    public Task<Checkpoint?> Read(string tenant, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_checkpoints.GetValueOrDefault(tenant));
        }
    }

    public Task<IReadOnlyDictionary<string, Checkpoint>> All(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyDictionary<string, Checkpoint>>(new Dictionary<string, Checkpoint>(_checkpoints, StringComparer.Ordinal));
        }
    }

    public async Task<Checkpoint?> Move(string tenant, Checkpoint? from, DateTimeOffset watermark, CancellationToken cancellationToken) =>
        watermark < from?.Watermark
            ? throw new ArgumentException($"The checkpoint of {tenant} is at {from.Watermark:O} and cannot go back to {watermark:O}.", nameof(watermark))
            : await Write(tenant, from, Checkpoint.Next(from, watermark, time.GetUtcNow()));

    public Task<Checkpoint?> NoteDigests(string tenant, Checkpoint? from, DateTimeOffset start, IEnumerable<string> digests, CancellationToken cancellationToken) =>
        Write(tenant, from, (from ?? new Checkpoint(start, time.GetUtcNow(), "")).Begin(digests));

    public async Task NoteCutOff(string tenant, IReadOnlyList<string> digests, CancellationToken cancellationToken)
    {
        while (await Read(tenant, cancellationToken) is { } at && await Write(tenant, at, at.CutOffWith(digests)) is null)
        {
            // Somebody moved it in between.
        }
    }

    public async Task<bool> Rewind(string tenant, Checkpoint from, DateTimeOffset watermark, CancellationToken cancellationToken) =>
        await Write(tenant, from, @from with { Watermark = watermark }) is not null;

    private Task<Checkpoint?> Write(string tenant, Checkpoint? from, Checkpoint to)
    {
        lock (_lock)
        {
            if (_checkpoints.GetValueOrDefault(tenant)?.Version != from?.Version)
            {
                return Task.FromResult<Checkpoint?>(null);
            }

            return Task.FromResult<Checkpoint?>(_checkpoints[tenant] = to with { Version = (++_version).ToString(CultureInfo.InvariantCulture) });
        }
    }
}
