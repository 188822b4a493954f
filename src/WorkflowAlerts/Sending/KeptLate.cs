using Microsoft.Extensions.Logging;
using WorkflowAlerts.Deciding;
using WorkflowAlerts.Matching;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Sending;

/// <summary>Keeps messages over which a silence has come while they were on the queue.</summary>
public sealed partial class KeptLate(Restraints restraints, Waiting waiting, Release release, Ledger ledger, TimeProvider time, ILogger<KeptLate> logger)
{
    /// <summary>Keeps what a silence keeps now. Returns what is told, or null: all of it is kept.</summary>
    internal async Task<Message?> Keep(Message message, string destination, CancellationToken cancellationToken)
    {
        if (!message.CanBeKept)
        {
            return message;
        }

        if (await restraints.Silence(message, destination, cancellationToken) is { } wait)
        {
            return await Keep(message, destination, wait, cancellationToken) ? null : message;
        }

        return message is Digest digest ? await Split(digest, destination, cancellationToken) : message;
    }

    /// <summary>Keeps the end of something together with its beginning. Returns whether that is kept.</summary>
    internal async Task<bool> KeepWith(Message message, string destination, CancellationToken cancellationToken) =>
        (await waiting.Of(message.Tenant, cancellationToken)).FirstOrDefault(one => message.After.Any(key => one.Is(key, destination))) is { } beginning
        && await Keep(message, destination, beginning.Wait, cancellationToken);

    // What comes through is told, and what does not is kept: a card of both would tell what shall not be told yet, or keep what shall be.
    private async Task<Message> Split(Digest digest, string destination, CancellationToken cancellationToken)
    {
        Dictionary<Wait, HashSet<RunGroup>> silent = [];
        foreach (RunGroup line in digest.Lines)
        {
            if (await restraints.Silence(line.Concerns, destination, cancellationToken) is { } wait)
            {
                (silent.TryGetValue(wait, out HashSet<RunGroup>? lines) ? lines : silent[wait] = []).Add(line);
            }
        }

        Digest whole = digest;
        foreach ((Wait wait, HashSet<RunGroup> lines) in silent)
        {
            Digest part = digest with
            {
                Id = $"{whole.Id}-{(int)wait.Reason}-{whole.Lines.TakeWhile(line => !lines.Contains(line)).Count()}", Lines = [.. lines], Count = lines.Sum(line => line.Count), Unlisted = 0, Number = 1, Cards = 1,
            };
            await Keep(part, destination, wait, cancellationToken);
            digest = digest.Without(lines);
        }

        return digest;
    }

    // First kept, then noted: a crash in between keeps it once more under the same key; the other way round would lose it.
    private async Task<bool> Keep(Message message, string destination, Wait wait, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        DeliveryEntry? known = (await ledger.Read(message.Key, cancellationToken)).GetValueOrDefault(destination);
        if (known is { IsFinal: true } || DeliveryClaim.IsBusy(known, now))
        {
            return false;
        }

        bool mayHaveArrived = message.PossibleRepeat || known is { MayHaveArrived: true } or { State: DeliveryState.Sending };
        await waiting.Keep([new WaitingMessage(message with { To = [destination], PossibleRepeat = mayHaveArrived }, destination, wait, now)], cancellationToken);
        release.Expect();
        await ledger.Note(message, destination, entry => entry is { IsFinal: true } ? null : Decision.Entry(wait, now) with { MayHaveArrived = mayHaveArrived }, cancellationToken);
        Log.Kept(logger, destination, Fetching.ForeignText.OneLine(message.Id, 100), message.Tenant, wait.Reason, wait.Until);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Destination}: run {RunId} of {Tenant} is kept ({Why}), and told in a summary at {Until:u}.")]
        public static partial void Kept(ILogger logger, string destination, string runId, string tenant, WaitReason why, DateTimeOffset until);
    }
}
