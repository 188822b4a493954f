using WorkflowAlerts.Quieting;

namespace WorkflowAlerts.Cli.Replaying.Remembering;

/// <summary>Mutes in memory.</summary>
internal sealed class MuteMemory : IMutes
{
    private readonly Dictionary<string, Mute> _mutes = new(StringComparer.Ordinal);

    public Task<IReadOnlyList<Mute>> All(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Mute>>([.. _mutes.Values.OrderBy(mute => mute.Until)]);

    public Task Write(Mute mute, CancellationToken cancellationToken)
    {
        _mutes[mute.Id] = mute;
        return Task.CompletedTask;
    }

    public Task Remove(string id, CancellationToken cancellationToken)
    {
        _mutes.Remove(id);
        return Task.CompletedTask;
    }
}
