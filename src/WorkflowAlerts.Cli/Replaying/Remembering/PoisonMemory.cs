using WorkflowAlerts.Reporting;

namespace WorkflowAlerts.Cli.Replaying.Remembering;

/// <summary>Poisoned messages in memory.</summary>
internal sealed class PoisonMemory(TimeProvider time) : IPoisonedMessages
{
    private readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PoisonedMessage> _kept = new(StringComparer.Ordinal);

    public Task NoteReason(string body, string reason, CancellationToken cancellationToken)
    {
        _reasons[PoisonedMessage.IdOf(body)] = reason;
        return Task.CompletedTask;
    }

    public Task Keep(string body, CancellationToken cancellationToken)
    {
        string id = PoisonedMessage.IdOf(body);
        _kept.TryAdd(id, new PoisonedMessage { Id = id, Body = body, KeptAt = time.GetUtcNow(), Reason = _reasons.GetValueOrDefault(id) ?? "No reason was noted; the log of that time has it." });
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<PoisonedMessage>> All(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<PoisonedMessage>>([.. _kept.Values.OrderBy(message => message.KeptAt)]);

    public Task Note(PoisonedMessage message, CancellationToken cancellationToken)
    {
        if (_kept.TryGetValue(message.Id, out PoisonedMessage? known))
        {
            _kept[message.Id] = known with { Announcement = message.Announcement, Told = message.Told };
        }

        return Task.CompletedTask;
    }

    public Task Remove(string id, CancellationToken cancellationToken)
    {
        _kept.Remove(id);
        return Task.CompletedTask;
    }

    public Task<int> Count(CancellationToken cancellationToken) => Task.FromResult(_kept.Count);
}
