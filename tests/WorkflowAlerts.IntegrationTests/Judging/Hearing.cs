using WorkflowAlerts.Recording;
using WorkflowAlerts.Sending;
using WorkflowAlerts.Telling;
namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>A trial, what had to come of it, and what came, held against each other.</summary>
internal sealed class Hearing
{
    private readonly ILookup<(string, string, string), LedgerLine> _ledger;
    private readonly ILookup<string, Post> _arrived;
    private readonly ILookup<(string Channel, string Message), PastRun> _parts;
    private readonly Dictionary<Post, string> _digests = [];

    public Hearing(Trial trial, Oracle oracle, Evidence evidence)
    {
        (Trial, Oracle, Evidence, Delays) = (trial, oracle, evidence, new Delays(trial, oracle.Silences));
        _ledger = evidence.Ledger.ToLookup(line => (line.Tenant, line.RunId, line.Outcome));
        _arrived = evidence.Posts.Where(post => post.HasArrived).ToLookup(post => post.Channel);
        _parts = trial.Runs
            .SelectMany(run => (Line(run)?.Notes ?? new Dictionary<string, LedgerNote>())
                .Select(note => (Run: run, Channel: note.Key, Note: note.Value)))
            .Where(part => part.Note.State == "Folded")
            .ToLookup(part => (part.Channel.ToLowerInvariant(), Message(Teller(part.Run, part.Channel, part.Note.Detail))), part => part.Run);
        foreach (Post post in evidence.Posts.Where(post => post is { HasArrived: true, Card.Kind: CardKind.Digest }))
        {
            if (Named(post) is { } id)
            {
                _digests[post] = id;
            }
        }
    }

    public Trial Trial { get; }

    public Oracle Oracle { get; }

    public Evidence Evidence { get; }

    public Delays Delays { get; }

    /// <summary>What people saw at a destination, in order.</summary>
    public IEnumerable<Post> Arrived(string channel) => _arrived[channel];

    /// <summary>All destinations that ever got anything, or have to.</summary>
    public IEnumerable<string> Channels =>
        _arrived.Select(channel => channel.Key).Union(Trial.Setup.Channels.Select(channel => channel.Name));

    /// <summary>The ledger's row of a run.</summary>
    public LedgerLine? Line(PastRun run) => _ledger[(run.Tenant, run.Id, run.Outcome)].FirstOrDefault(line => line.EndedAt == run.EndedAt);

    public LedgerNote? Note(PastRun run, string channel) => Line(run)?.Notes.GetValueOrDefault(channel) switch
    {
        { State: "Folded" } folded => folded with { Detail = Teller(run, channel, folded.Detail) },
        var note => note,
    };

    /// <summary>Whether a destination refused, or never took, the message that the ledger says tells it of a run.</summary>
    public bool IsTellerRefused(PastRun run, string channel) => Note(run, channel) is { State: "Folded", Detail: var message }
        && Evidence.Ledger.Any(line => line.Tenant == run.Tenant && Message(line.RunId) == Message(message)
            && line.Notes.GetValueOrDefault(channel) is { State: "Refused" or "GaveUp" });

    /// <summary>The cards whose subject is a run that ended badly.</summary>
    public IReadOnlyList<Post> Alone(PastRun run, string channel) =>
        [.. _arrived[channel].Where(post => post.At >= run.EndedAt && IsAbout(post.Card, run))];

    /// <summary>
    /// The messages that told a destination of a run: a card of its own, or one that stands for it by what the ledger says; where the
    /// ledger does not know, one that names it.
    /// </summary>
    public IReadOnlyList<Post> Telling(PastRun run, string channel) => Note(run, channel) switch
    {
        { State: "Folded", Detail: var message } => Carriers(run, message, channel),
        { State: "Delivered" } => Alone(run, channel),
        _ => [.. Alone(run, channel).Union(Naming(run, channel)).OrderBy(post => post.Number)],
    };

    /// <summary>The digests that name a run. Where its id came twice, a digest does not say which of them it means.</summary>
    public IEnumerable<Post> Naming(PastRun run, string channel) => _arrived[channel].Where(post =>
        post.Card.Kind == CardKind.Digest && post.Card.Tenant == run.Tenant && post.At >= run.EndedAt
        && post.Card.Lines.Any(line => line.Outcome == run.Outcome && line.Ids.Contains(run.Id))
        && Trial.Runs.Count(other => (other.Tenant, other.Id) == (run.Tenant, run.Id)) == 1);

    /// <summary>
    /// The messages that told a destination that a workflow works again since a run: a card of its own, or a digest that names the run, or
    /// that counts it by what the ledger says.
    /// </summary>
    public IEnumerable<Post> TellingOfRecovery(PastRun good, string channel)
    {
        IEnumerable<Post> cards = _arrived[channel].Where(post => post.Card.Tenant == good.Tenant && (post.Card.Kind switch
        {
            CardKind.Recovery => post.Card.GoodRun == good.Id,
            CardKind.Digest => post.Card.Lines.Any(line => line.Outcome == "succeeded" && line.Ids.Contains(good.Id)),
            _ => false,
        }));
        IEnumerable<Post> counting = Note(good, channel) is { State: "Folded", Detail: var message } && IsDigest(message)
            ? Carriers(good, message, channel).GroupBy(post => post.Card.Series.Card).Select(copies => copies.MinBy(copy => copy.Number)!)
            : [];
        return cards.Any() ? cards : counting.TakeLast(1);
    }

    /// <summary>When a destination was first told of a run; null: never.</summary>
    public Post? FirstTold(PastRun run, string channel) => Telling(run, channel) is [var first, ..] ? first : null;

    /// <summary>The messages of one name at a destination, which stand for others.</summary>
    public IReadOnlyList<Post> Carriers(PastRun run, string message, string channel) => IsDigest(message)
        ? [.. _arrived[channel].Where(post => _digests.GetValueOrDefault(post) == Message(message))]
        : [.. _arrived[channel].Where(post => post.Card.Tenant == run.Tenant && (post.Card.Kind switch
        {
            CardKind.Failure => post.Card.RunId == message,
            CardKind.Healed => post.Card.FailedRuns.Contains(message) || post.Card.GoodRun == message,
            CardKind.Recovery => post.Card.GoodRun == message,
            _ => false,
        }))];

    /// <summary>The runs that the ledger says a message stands for.</summary>
    public IReadOnlyList<PastRun> Parts(string channel, string message) => [.. _parts[(channel, Message(message))]];

    /// <summary>The runs a message that arrived tells of: its subject, and those it stands for.</summary>
    public IReadOnlyList<PastRun> RunsOn(Post post) => post.Card.Kind switch
    {
        CardKind.Digest => _digests.TryGetValue(post, out string? id) ? Parts(post.Channel, id) : [],
        CardKind.Failure or CardKind.Healed => [.. Trial.Runs.Where(run => post.At >= run.EndedAt && IsAbout(post.Card, run))],
        _ => [],
    };

    /// <summary>What the ledger calls a digest that arrived; null where it does not know it.</summary>
    public string? DigestOf(Post post) => _digests.GetValueOrDefault(post);

    /// <summary>The digests at a destination that the ledger knows, each with the cards of it that arrived.</summary>
    public IEnumerable<IGrouping<string, Post>> Digests(string channel) =>
        _arrived[channel].Where(_digests.ContainsKey).GroupBy(post => _digests[post]);

    public static bool IsDigest(string message) => message.StartsWith("digest-", StringComparison.Ordinal);

    private static bool IsAbout(ShownCard card, PastRun run) => run.IsBad && card.Tenant == run.Tenant && card.Kind switch
    {
        CardKind.Failure => card.RunId == run.Id && (card.EndedAt is null || Math.Abs((card.EndedAt.Value - run.EndedAt).TotalSeconds) < 1),
        CardKind.Healed => card.FailedRuns.Contains(run.Id),
        _ => false,
    };

    // What told of a run may itself have been told by another message: the last of them is what arrived.
    private string Teller(PastRun run, string channel, string message)
    {
        for (int step = 0; step < 5; step++)
        {
            LedgerNote? further = Evidence.Ledger
                .Where(line => line.Tenant == run.Tenant && line.RunId == message && message != run.Id)
                .Select(line => line.Notes.GetValueOrDefault(channel)).FirstOrDefault(note => note is { State: "Folded" });
            if (further is null)
            {
                return message;
            }

            message = further.Detail;
        }

        return message;
    }

    // All cards of a digest are one message: what follows its name is the card's number.
    private static string Message(string detail) => IsDigest(detail) ? string.Join('-', detail.Split('-').Take(2)) : detail;

    // A reader knows a digest by the runs that are named on it, the ledger by those it stands for.
    private string? Named(Post post)
    {
        HashSet<string> ids = [.. post.Card.Lines.SelectMany(line => line.Ids)];
        return _parts.Where(parts => parts.Key.Channel == post.Channel && IsDigest(parts.Key.Message))
            .Select(parts => (parts.Key.Message, Common: parts.Count(run => run.Tenant == post.Card.Tenant && ids.Contains(run.Id))))
            .Where(parts => parts.Common > 0).OrderByDescending(parts => parts.Common)
            .ThenBy(parts => Distance(post, parts.Message)).Select(parts => parts.Message).FirstOrDefault();
    }

    private TimeSpan Distance(Post post, string message) => Evidence.Ledger
        .Where(line => Message(line.RunId) == message).Select(line => line.Notes.GetValueOrDefault(post.Channel)).OfType<LedgerNote>()
        .Select(note => (note.At - post.At).Duration()).Append(TimeSpan.MaxValue).Min();
}
