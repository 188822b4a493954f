using WorkflowAlerts.Delivery;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts;

/// <summary>
/// One lane's way to its destination. As long as nobody has to wait, it keeps the turn from one send to the next, and the record of a send is written
/// together with the claim of the next one: both still before that is sent, and in one transaction.
/// </summary>
internal sealed class Way(Gate gate, ILedger ledger, LedgerView known, TimeSpan maxWait, TimeProvider time)
{
    // Then others with messages for the same destination have their turn.
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(1);

    private Turn? _turn;
    private long _since;
    private DeliveryRecord? _unrecorded;

    /// <summary>Waits for what has to be found out before a send. Nothing stays unrecorded, and nobody is kept waiting, meanwhile.</summary>
    public async Task<T> Await<T>(Task<T> finding)
    {
        if (!finding.IsCompleted)
        {
            await Leave();
        }

        return await finding;
    }

    /// <summary>The same for what has no result.</summary>
    public async Task Await(Task work)
    {
        if (!work.IsCompleted)
        {
            await Leave();
        }

        await work;
    }

    /// <summary>Takes the turn. False: it would take too long.</summary>
    public async Task<bool> Enter(CancellationToken cancellationToken)
    {
        if (_turn is null || !gate.IsOpen || time.GetElapsedTime(_since) > LongestTurn)
        {
            await Leave();
            _turn = await gate.Enter(maxWait, cancellationToken);
            _since = time.GetTimestamp();
        }

        return _turn is not null;
    }

    /// <summary>Asks to send, and records the send before.</summary>
    public async Task<Claim> TryClaim(Alert alert, string destination)
    {
        // Not cancelable: a claim without a send would later be labelled as a send that may have arrived, and what was accepted must be written down.
        if (_unrecorded is not { } sent)
        {
            return await ledger.TryClaim(alert, destination, known, CancellationToken.None);
        }

        _unrecorded = null;
        return await ledger.RecordAndClaim(sent, alert, destination, known, CancellationToken.None);
    }

    /// <summary>Counts a send against the pacing. To be done when it really goes out.</summary>
    public void Spend() => _turn!.Spend();

    /// <summary>Leaves the record of a send to the next claim, or to the end of the turn.</summary>
    public void RecordLater(DeliveryRecord sent) => _unrecorded = sent;

    /// <summary>Records what is unrecorded, and lets others have their turn.</summary>
    public async Task Leave()
    {
        try
        {
            await Record();
        }
        finally
        {
            _turn?.Dispose();
            _turn = null;
        }
    }

    private async Task Record()
    {
        if (_unrecorded is { } sent)
        {
            _unrecorded = null;
            await ledger.Record(sent, known, CancellationToken.None);
        }
    }
}
