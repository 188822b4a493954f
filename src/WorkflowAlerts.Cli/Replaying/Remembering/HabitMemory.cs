using WorkflowAlerts.Expecting;

namespace WorkflowAlerts.Cli.Replaying.Remembering;

/// <summary>Habits in memory.</summary>
internal sealed class HabitMemory : IHabits
{
    private readonly Dictionary<string, Habits> _habits = new(StringComparer.Ordinal);
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);

    public Task<Habits?> Read(string tenant, CancellationToken cancellationToken) => Task.FromResult(_habits.GetValueOrDefault(tenant));

    public Task Write(string tenant, Habits habits, CancellationToken cancellationToken)
    {
        _habits[tenant] = habits;
        return Task.CompletedTask;
    }

    public Task<bool> NoteDigests(string tenant, bool begun, CancellationToken cancellationToken)
    {
        bool before = _begun.Contains(tenant);
        _ = begun ? _begun.Add(tenant) : _begun.Remove(tenant);
        return Task.FromResult(before);
    }
}
