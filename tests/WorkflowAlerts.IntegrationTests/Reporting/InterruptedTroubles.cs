using WorkflowAlerts.Reporting;

namespace WorkflowAlerts.IntegrationTests.Reporting;

/// <summary>A store in which somebody else does something once, at the worst moment.</summary>
internal sealed class InterruptedTroubles(ITroubles troubles) : ITroubles
{
    /// <summary>What happens before the next update.</summary>
    public Func<Task>? BeforeUpdate { get; set; }

    /// <summary>What happens after the next read, before its answer is heard.</summary>
    public Func<Task>? AfterAll { get; set; }

    public async Task<IReadOnlyList<Trouble>> All(CancellationToken cancellationToken)
    {
        IReadOnlyList<Trouble> all = await troubles.All(cancellationToken);
        Func<Task>? happens = AfterAll;
        AfterAll = null;
        await (happens?.Invoke() ?? Task.CompletedTask);
        return all;
    }

    public Task Note(TroubleKind kind, string subject, DateTimeOffset since, string reason, CancellationToken cancellationToken) =>
        troubles.Note(kind, subject, since, reason, cancellationToken);

    public async Task<bool> Update(Trouble trouble, CancellationToken cancellationToken)
    {
        Func<Task>? happens = BeforeUpdate;
        BeforeUpdate = null;
        await (happens?.Invoke() ?? Task.CompletedTask);
        return await troubles.Update(trouble, cancellationToken);
    }

    public Task<bool> Remove(Trouble trouble, CancellationToken cancellationToken) => troubles.Remove(trouble, cancellationToken);
}
