namespace WorkflowAlerts.Cli.Operating;

/// <summary>Kept messages as a person reads them.</summary>
internal static class PoisonText
{
    private const int ShortId = 12;

    public static IEnumerable<string> List(IReadOnlyList<PoisonView> messages, int notCollected)
    {
        foreach (PoisonView message in messages)
        {
            yield return $"{message.Id[..ShortId]}  {Printable.Of(message.KeptAt)}  {Content(message)}  {message.Reason}";
        }

        if (messages.Count == 0)
        {
            yield return "No failed messages are kept.";
        }

        if (notCollected > 0)
        {
            yield return $"About {notCollected} more are on the poison queue; \"workflow-alerts run\" or the function app collects them.";
        }
    }

    public static IEnumerable<string> Whole(PoisonView message)
    {
        yield return $"Id: {message.Id}";
        yield return $"Kept since: {Printable.Of(message.KeptAt)}";
        yield return $"Reason: {message.Reason}";
        if (message.Alerts is null)
        {
            yield return $"Cannot be read: {message.Body}";
        }

        foreach (string line in message.Alerts is { Count: > 0 } alerts ? HistoryText.Lines(new HistoryReport(default, alerts, 0)) : [])
        {
            yield return line;
        }
    }

    private static string Content(PoisonView message) => message.Alerts switch
    {
        null => "unreadable",
        [var only] => $"{only.RunId} of {only.Tenant}",
        [var first, ..] => $"{first.RunId} of {first.Tenant} and {message.Alerts.Count - 1} more",
        _ => "empty",
    };
}
