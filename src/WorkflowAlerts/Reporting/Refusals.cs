using WorkflowAlerts.Delivery;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Reporting;

/// <summary>Keeps account of destinations that refuse alerts for good, from the first refusal to the first message that is accepted again.</summary>
public sealed class Refusals(Troubles troubles, Attention attention, TimeProvider time)
{
    // How long what is known of storage is believed, so that not every delivery asks it.
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private IReadOnlyList<Trouble> _open = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;
    private int _changes;
    private int _changesRead;

    /// <summary>Notes a refusal. To be done before the ledger has it: a crash in between then refuses it once more, and the other way round would announce nothing.</summary>
    public async Task Refused(Destination destination, Message message, string answer)
    {
        await troubles.Note(TroubleKind.Refusal, destination.Name, time.GetUtcNow(), $"{answer} ({What(message)})", CancellationToken.None);
        Interlocked.Increment(ref _changes);
        attention.Call();
    }

    /// <summary>Notes that a destination took a message: what it refused before is over.</summary>
    public async Task Accepted(Destination destination)
    {
        // A write of somebody else in between, such as that the refusal was told, must not swallow its end: no further message may come to note it again.
        while (await Open(destination) is { } trouble)
        {
            bool noted = await troubles.Update(trouble with { OverAt = time.GetUtcNow() }, CancellationToken.None);
            Interlocked.Increment(ref _changes);
            if (noted)
            {
                attention.Call();
                return;
            }
        }
    }

    private static string What(Message message) =>
        message.Tenant == Message.Product ? "a message of Workflow Alerts itself" : $"run {message.Id} of {message.Tenant}";

    private async Task<Trouble?> Open(Destination destination)
    {
        await _reading.WaitAsync();
        try
        {
            if (_changes != _changesRead || time.GetUtcNow() - _readAt > Believed || time.GetUtcNow() < _readAt)
            {
                // Counted before the read: what is noted while it goes on may be missing from it.
                _changesRead = Volatile.Read(ref _changes);
                _open = await troubles.All(CancellationToken.None);
                _readAt = time.GetUtcNow();
            }

            return _open.FirstOrDefault(trouble =>
                trouble is { Kind: TroubleKind.Refusal, OverAt: null } && trouble.Subject.Equals(destination.Name, StringComparison.OrdinalIgnoreCase));
        }
        finally
        {
            _reading.Release();
        }
    }
}
