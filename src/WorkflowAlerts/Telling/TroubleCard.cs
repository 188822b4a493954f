
namespace WorkflowAlerts.Telling;

/// <summary>Tells the operations destinations that something is wrong with the product or what it depends on, and that it is over.</summary>
internal static class TroubleCard
{
    private static readonly CardText Operator = CardText.Of($"Whoever runs Workflow Alerts has to act.");

    public static Card Began(SelfReport trouble, CardSetting setting) => Began(trouble) with { Notes = setting.Notes };

    public static Card Ended(SelfReport trouble, CardSetting setting) => Ended(trouble) with { Notes = setting.Notes };

    private static Card Began(SelfReport trouble) => trouble.Trouble switch
    {
        TroubleKind.NoPoll => Card(
            trouble, Tone.Bad, CardText.Of($"Amperity is not being read"),
            CardText.Of($"Workflow Alerts has not been able to read {trouble.Subject} since {trouble.Since}, so nobody is told of its failures."),
            Operator,
            CardText.Of($"Fix what the error says; \"workflow-alerts check\" tries every step. Nothing is lost: reading goes on where it stopped, and this channel hears when it does."),
            CardText.Of($"Last read")),
        TroubleKind.TokenExpires => Card(
            trouble, Tone.Warning, CardText.Of($"Access token expires"),
            CardText.Of($"The access token of {trouble.Subject} was made by hand. {trouble.Reason}"),
            Operator,
            CardText.Of($"Make a new one in Amperity under Settings > Security > API keys and put it into the configuration, or use OAuth credentials, which renew themselves."),
            CardText.Of($"Noticed")) with { Quote = CardText.Lines(trouble.Reason) },
        TroubleKind.DamagedRow => Card(
            trouble, Tone.Bad, CardText.Of($"A row in storage cannot be read"),
            CardText.Of($"Workflow Alerts goes on without the row {trouble.Subject}, which it cannot read: {trouble.Reason}"),
            Operator,
            CardText.Of($"Another version, or a person, wrote it. \"workflow-alerts damaged list\" shows all such rows, \"workflow-alerts damaged remove\" deletes them. This channel hears when it is over."),
            CardText.Of($"Noticed")),
        TroubleKind.Uncollected => Card(
            trouble, Tone.Bad, CardText.Of($"Failed messages are not collected"),
            CardText.Of($"Messages that could not be delivered stay on the poison queue: {trouble.Reason}"),
            Operator,
            CardText.Of($"See whether the function app's ReportPoisonedAlert runs and what its log says; \"workflow-alerts run --once\" collects them as well. This channel hears when it is over."),
            CardText.Of($"Since")),
        _ => Card(
            trouble, Tone.Bad, CardText.Of($"A destination refuses alerts"),
            CardText.Of($"The destination {trouble.Subject} refuses messages: {trouble.Reason}"),
            Operator,
            CardText.Of($"Fix what the answer says. Refused alerts are on record and not sent again by themselves: \"workflow-alerts history --state refused\" lists them, \"workflow-alerts rewind\" sends them once the destination works."),
            CardText.Of($"First refusal")),
    };

    private static Card Ended(SelfReport trouble) => trouble.Trouble switch
    {
        TroubleKind.NoPoll => Over(
            trouble, CardText.Of($"Amperity is being read again"),
            CardText.Of($"Workflow Alerts reads {trouble.Subject} again; what ended in between is told now.")),
        TroubleKind.TokenExpires => Over(
            trouble, CardText.Of($"Access token renewed"),
            CardText.Of($"The access token of {trouble.Subject} is good for more than a week.")),
        TroubleKind.Poisoned => Over(
            trouble, CardText.Of($"No undelivered messages are left"),
            CardText.Of($"All messages that Workflow Alerts could not deliver were sent again or dropped.")),
        TroubleKind.DamagedRow => Over(
            trouble, CardText.Of($"Storage can be read again"),
            CardText.Of($"The row {trouble.Subject} was removed, or can be read again.")),
        TroubleKind.Uncollected => Over(
            trouble, CardText.Of($"Failed messages are collected again"),
            CardText.Of($"The poison queue is empty.")),
        _ => Over(
            trouble, CardText.Of($"A destination accepts alerts again"),
            CardText.Of($"The destination {trouble.Subject} accepts messages again. Refused in between: {trouble.Count}; \"workflow-alerts rewind\" sends them.")),
    };

    private static Card Card(SelfReport trouble, Tone tone, CardText title, CardText summary, CardText lead, CardText advice, CardText since) => new()
    {
        Tone = tone,
        Title = title,
        Subject = CardText.Of($"{trouble.Subject}"),
        Summary = summary,
        Lead = lead,
        Advice = advice,
        Quote = CardText.Lines(trouble.Reason),
        Facts = [new Fact(since, CardText.Of($"{trouble.Since}"))],
    };

    private static Card Over(SelfReport trouble, CardText title, CardText summary) => new()
    {
        Tone = Tone.Good,
        Title = title,
        Subject = CardText.Of($"{trouble.Subject}"),
        Summary = summary,
        Lead = summary,
        Facts =
        [
            new Fact(CardText.Of($"From"), CardText.Of($"{trouble.Since}")),
            .. trouble.OverAt is { } over ? new[] { new Fact(CardText.Of($"To"), CardText.Of($"{over}")) } : [],
        ],
    };
}
