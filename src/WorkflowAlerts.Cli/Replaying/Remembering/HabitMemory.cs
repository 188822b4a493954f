using WorkflowAlerts.Expecting;

namespace WorkflowAlerts.Cli.Replaying.Remembering;

/// <summary>Habits in memory.</summary>
internal sealed class HabitMemory : IHabits
{
    private readonly Dictionary<string, Habits> _habits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _begun = new(StringComparer.Ordinal);

    public Task<Habits?> Read(string tenant, CancellationToken cancellationToken) => Task.FromResult(_habits.GetValueOrDefault(tenant));

    public Task Write(string tenant, Habits habits, CancellationToken cancellationToken)
    {
        _habits[tenant] = habits;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> BegunDigests(string tenant, CancellationToken cancellationToken) => Task.FromResult(_begun.GetValueOrDefault(tenant) ?? []);

    public Task NoteDigests(string tenant, IReadOnlyList<string> digests, CancellationToken cancellationToken)
    {
        _begun[tenant] = digests;
        return Task.CompletedTask;
    }
}
