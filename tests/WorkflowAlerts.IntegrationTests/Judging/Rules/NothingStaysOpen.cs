using WorkflowAlerts.Recording;
namespace WorkflowAlerts.IntegrationTests.Judging.Rules;

/// <summary>
/// When everything has settled, nothing is left of which the ledger does not know how it ended: recoveries and digests included.
/// </summary>
internal sealed class NothingStaysOpen : Rule
{
    private static readonly string[] s_open = ["Open", "Sending", "Waiting"];

    public override string Name => "nothing stays open";

    public override IEnumerable<string> Broken(Hearing hearing)
    {
        Setup last = hearing.Trial.SetupAt(hearing.Trial.End);
        foreach (LedgerLine line in hearing.Evidence.Ledger
            .Where(line => !line.Muted && !hearing.Trial.Runs.Any(run => run.IsBad && run.Id == line.RunId && run.Tenant == line.Tenant)))
        {
            string what = line.Outcome == "succeeded" ? $"The recovery by {line.RunId} of {line.Tenant}" : $"{line.RunId} of {line.Tenant}";
            if (line.Notes.Count == 0 && !hearing.Oracle.Duties.Any(duty => duty.IsGone))
            {
                yield return $"{what} is in the ledger, and not how anybody was told of it.";
            }

            foreach ((string channel, LedgerNote note) in line.Notes.Where(note => last.Has(note.Key) && s_open.Contains(note.Value.State)))
            {
                yield return $"{what}: at the end the ledger says of {channel} only \"{note.State.ToLowerInvariant()}\".";
            }
        }
    }
}
