namespace WorkflowAlerts.Cli.Operating;

/// <summary>History as a person reads it.</summary>
internal static class HistoryText
{
    public static IEnumerable<string> Lines(HistoryReport history)
    {
        foreach (HistoryRun run in history.Runs)
        {
            yield return run.IsOurs
                ? $"{Printable.Of(run.EndedAt)}  Workflow Alerts on itself: {run.RunId}"
                : $"{Printable.Of(run.EndedAt)}  {run.Tenant}  {run.Outcome}, to act: {run.Attribution}  {run.WorkflowName} ({run.WorkflowType})  {run.RunId}";
            foreach (HistoryDelivery delivery in run.Deliveries)
            {
                yield return $"    {delivery.Destination}: {delivery.State} {Printable.Of(delivery.At)}, attempts: {delivery.Attempts}"
                    + $"{(delivery.MayHaveArrivedBefore ? ", an earlier one may have arrived" : "")}{(delivery.Answer.Length > 0 ? $": {delivery.Answer}" : "")}";
            }

            if (run.Deliveries.Count == 0)
            {
                yield return run.Muted ? "    muted by a route" : "    not sent yet";
            }
        }

        if (history.Runs.Count == 0)
        {
            yield return $"Nothing since {Printable.Of(history.Since)}.";
        }

        if (history.LeftOut > 0)
        {
            yield return $"{history.LeftOut} older ones are not shown; --limit shows more.";
        }
    }
}
