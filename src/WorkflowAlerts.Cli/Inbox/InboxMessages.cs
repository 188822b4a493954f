using WorkflowAlerts.Telling;
namespace WorkflowAlerts.Cli.Inbox;

/// <summary>
/// What arrived, and how the pipeline stands, for the page. Only ever added to; of more than <see cref="Most"/> messages the oldest are dropped, and counted.
/// Every change has a number, so that a page that was away can ask for what it missed.
/// </summary>
internal sealed class InboxMessages(TimeProvider time)
{
    /// <summary>How many messages are kept.</summary>
    public const int Most = 2000;

    private readonly Lock _lock = new();
    private readonly List<(InboxMessage Message, long Version)> _messages = [];
    private readonly Dictionary<(string Destination, string RunId, InboxSubject? Subject), int> _told = [];
    private readonly List<DateTimeOffset> _arrivals = [];
    private long _version;
    private long _stateVersion;
    private InboxState? _state;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _made;

    /// <summary>Tells this inbox from the one of an earlier start.</summary>
    public string Epoch { get; } = time.GetUtcNow().ToUnixTimeMilliseconds().ToString("x", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Why nothing more will come, or null.</summary>
    public string? Ended { get; private set; }

    /// <summary>Adds a message that arrived. Returns it with its id.</summary>
    public InboxMessage Add(InboxMessage message)
    {
        lock (_lock)
        {
            InboxMessage added = message with { Id = ++_made };
            added = added with { RepeatOf = Earlier(added) };
            _messages.Add((added, ++_version));
            _arrivals.Add(added.At);
            if (_messages.Count > Most)
            {
                _messages.RemoveRange(0, _messages.Count - Most);
            }

            Pulse();
            return added;
        }
    }

    /// <summary>
    /// Notes how a send went: at the message that arrived by it, or, where nothing else shows what arrives, at a new one. A send that will be made again is
    /// no message yet.
    /// </summary>
    public void Note(InboxMessage sent)
    {
        lock (_lock)
        {
            int i = _messages.FindLastIndex(known => known.Message.Delivery is null && known.Message.Destination == sent.Destination && known.Message.Body == sent.Body);
            if (i < 0)
            {
                Add(sent);
                return;
            }

            InboxMessage arrived = _messages[i].Message with { Delivery = sent.Delivery, EndedAt = sent.EndedAt, RunId = sent.RunId, Subject = sent.Subject };
            _messages[i] = (arrived with { RepeatOf = arrived.RepeatOf ?? Earlier(arrived) }, ++_version);
            Pulse();
        }
    }

    /// <summary>Shows how the pipeline stands.</summary>
    public void Show(InboxState state)
    {
        lock (_lock)
        {
            _state = state;
            _stateVersion = ++_version;
            Pulse();
        }
    }

    /// <summary>Tells every page that nothing more will come.</summary>
    public void End(string why)
    {
        lock (_lock)
        {
            Ended = why;
            Pulse();
        }
    }

    /// <summary>How many messages arrived in each of the last minutes, the newest last.</summary>
    public IReadOnlyList<int> PerMinute(int minutes)
    {
        lock (_lock)
        {
            DateTimeOffset now = time.GetUtcNow();
            _arrivals.RemoveAll(at => now - at > TimeSpan.FromMinutes(minutes));
            int[] counts = new int[minutes];
            foreach (DateTimeOffset at in _arrivals)
            {
                counts[Math.Clamp(minutes - 1 - (int)(now - at).TotalMinutes, 0, minutes - 1)]++;
            }

            return counts;
        }
    }

    /// <summary>What is newer than a version, the oldest first, and the task that ends with the next change.</summary>
    public InboxChanges Since(long version)
    {
        lock (_lock)
        {
            return new InboxChanges(
                [.. _messages.Where(known => known.Version > version).OrderBy(known => known.Version).Select(known => known.Message)],
                _stateVersion > version ? _state : null, _version, _made - _messages.Count, _changed.Task);
        }
    }

    // That a run is late and that it then failed are two messages.
    private int? Earlier(InboxMessage message)
    {
        if (message.RunId is not { } run || _told.TryAdd((message.Destination, run, message.Subject), message.Id))
        {
            return null;
        }

        int first = _told[(message.Destination, run, message.Subject)];
        return first == message.Id ? null : first;
    }

    private void Pulse()
    {
        TaskCompletionSource changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }
}
