using WorkflowAlerts.Telling;
using System.Globalization;
using WorkflowAlerts.Reporting;

namespace WorkflowAlerts.Cli.Replaying.Remembering;

/// <summary>Troubles in memory.</summary>
internal sealed class TroubleMemory : ITroubles
{
    private readonly Dictionary<(TroubleKind, string), Trouble> _troubles = [];
    private int _version;

    public Task<IReadOnlyList<Trouble>> All(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Trouble>>([.. _troubles.Values]);

    public Task Note(TroubleKind kind, string subject, DateTimeOffset since, string reason, CancellationToken cancellationToken)
    {
        Write(_troubles.TryGetValue(Key(kind, subject), out Trouble? known)
            ? known with { Count = known.Count + 1, Reason = reason, OverAt = null }
            : new Trouble { Kind = kind, Subject = subject, Since = since, Reason = reason });
        return Task.CompletedTask;
    }

    public Task<bool> Update(Trouble trouble, CancellationToken cancellationToken)
    {
        bool unchanged = IsUnchanged(trouble);
        if (unchanged)
        {
            Write(trouble);
        }

        return Task.FromResult(unchanged);
    }

    public Task<bool> Remove(Trouble trouble, CancellationToken cancellationToken) => Task.FromResult(IsUnchanged(trouble) && _troubles.Remove(Key(trouble.Kind, trouble.Subject)));

    private bool IsUnchanged(Trouble trouble) => _troubles.GetValueOrDefault(Key(trouble.Kind, trouble.Subject))?.Version == trouble.Version;

    private void Write(Trouble trouble) => _troubles[Key(trouble.Kind, trouble.Subject)] = trouble with { Version = (++_version).ToString(CultureInfo.InvariantCulture) };

    private static (TroubleKind, string) Key(TroubleKind kind, string subject) => (kind, subject.ToLowerInvariant());
}
