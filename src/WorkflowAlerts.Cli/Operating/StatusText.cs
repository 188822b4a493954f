using WorkflowAlerts.Quieting;

namespace WorkflowAlerts.Cli.Operating;

/// <summary>A status as a person reads it.</summary>
internal static class StatusText
{
    public static IEnumerable<string> Lines(StatusReport status)
    {
        yield return $"{Printable.Of(status.At)}: {(status.Good ? "all is well." : "somebody has to look at this.")}";
        yield return "";
        yield return "Amperity, by tenant";
        foreach (TenantStatus tenant in status.Tenants)
        {
            yield return tenant is { Checkpoint: { } checkpoint, LagSeconds: { } lag, LastSuccess: { } success }
                ? $"  {tenant.Tenant}: read to {Printable.Of(checkpoint)}, {Printable.Of(TimeSpan.FromSeconds(lag))} ago; last success {Printable.Of(success)}"
                : $"  {tenant.Tenant}: never read";
        }

        yield return "";
        yield return "Queue";
        yield return $"  to deliver: {status.Queue}";
        yield return $"  failed: {status.Poisoned} kept{(status.Poisoned > 0 ? ", see \"workflow-alerts poison list\"" : "")}{(status.PoisonQueue > 0 ? $"; {status.PoisonQueue} not collected yet" : "")}";
        yield return $"  oldest undelivered: {(status.OldestUndelivered is { } oldest ? $"{oldest.RunId} of {oldest.Tenant}, which ended {Printable.Of(oldest.EndedAt)}, {Printable.Of(status.At - oldest.EndedAt)} ago" : "none")}";
        yield return $"  kept until a silence is over: {status.Kept}";
        foreach (Mute mute in status.Mutes)
        {
            yield return $"  muted: {MuteText.Of(mute)}";
        }

        yield return "";
        yield return "Destinations, last 24 hours";
        foreach (DestinationStatus destination in status.Destinations)
        {
            yield return $"  {destination.Destination} ({destination.Kind}): {destination.Delivered} delivered, {destination.Waiting} waiting, {destination.Refused} refused, {destination.GaveUp} given up"
                + (destination.LastAt is { } last ? $"; last {Printable.Of(last)}: {destination.LastAnswer}" : "");
        }

        yield return "";
        yield return "Wrong with Workflow Alerts itself";
        foreach (OpenTrouble trouble in status.Troubles)
        {
            yield return $"  {trouble.Kind}{(trouble.Subject.Length > 0 ? $", {Printable.Of(trouble.Subject)}" : "")}, since {Printable.Of(trouble.Since)}: {Printable.Of(trouble.Reason)}";
        }

        foreach (DamagedRowView row in status.Damaged)
        {
            yield return $"  a row cannot be read, see \"workflow-alerts damaged list\": {row.Line}";
        }

        if (status.Troubles.Count + status.Damaged.Count == 0)
        {
            yield return "  nothing";
        }
    }
}
