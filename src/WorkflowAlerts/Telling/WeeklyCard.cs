using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Telling;

/// <summary>The card of a week: how it went, against the week before.</summary>
internal static class WeeklyCard
{
    public static Card Of(WeeklyReport report, CardSetting setting)
    {
        (WeekSummary week, WeekSummary before, DateTimeOffset end) = (report.Week, report.Before, report.End);
        CardText runs = week.Runs == 1 ? CardText.Of($"1 run") : CardText.Of($"{week.Runs} runs");
        CardText lead = week.Failed == 0 ? CardText.Of($"{runs} ended, and none failed.") : CardText.Of($"{runs} ended; {Percent(week.SuccessRate)} succeeded.");
        return new Card
        {
            Tone = week.Failed == 0 ? Tone.Good : Tone.Neutral,
            Title = CardText.Of($"The week in Amperity"),
            Subject = CardWords.List(report.Tenants),
            Lead = lead,
            Advice = CardText.Of($"This card comes once a week; that it came shows that alerts reach this channel."),
            Summary = CardText.Of($"The week in Amperity ({CardWords.List(report.Tenants)}): {lead}"),
            Notes = setting.Notes,
            Facts =
            [
                new Fact(CardText.Of($"Week"), CardText.Of($"{CardWords.Clock(end.AddDays(-7))} to {CardWords.Clock(end)} UTC")),
                new Fact(CardText.Of($"Runs"), CardText.Of($"{week.Runs}{Against(week.Runs, before.Runs)}")),
                .. week.SuccessRate is not null ? new[] { new Fact(CardText.Of($"Succeeded"), CardText.Of($"{Percent(week.SuccessRate)}{Was(before)}")) } : [],
                new Fact(CardText.Of($"Failed"), CardText.Of($"{week.Failed}{Against(week.Failed, before.Failed)}")),
                .. week.Failed > 0
                    ? new[] { new Fact(CardText.Of($"Who had to act"), CardText.Of($"customer {week.ForCustomer}, platform {week.ForPlatform}, nobody named {week.ForNobody}")) }
                    : [],
                .. week.Canceled > 0 ? new[] { new Fact(CardText.Of($"Canceled"), CardText.Of($"{week.Canceled}{Against(week.Canceled, before.Canceled)}")) } : [],
                .. week.TimeToRecover is { } recovery
                    ? new[] { new Fact(CardText.Of($"Time to recover"), CardText.Of($"{CardWords.Duration(recovery)} (median){(before.TimeToRecover is { } was ? CardText.Of($", {CardWords.Duration(was)} the week before") : CardText.Empty)}")) }
                    : [],
                .. week.Worst.Select(workflow => new Fact(CardText.Of($"Failed most"), CardText.Of($"{Name(workflow)}: {workflow.Failures}"))),
            ],
        };
    }

    private static CardText Name(WorkflowFailures workflow) => workflow.Name.Length > 0 ? CardText.Of($"{workflow.Name}") : CardText.Of($"(workflow without a name)");

    private static CardText Percent(int? tenths) => tenths is { } rate ? CardText.Of($"{rate / 10}.{rate % 10} %") : CardText.Empty;

    private static CardText Was(WeekSummary before) => before.SuccessRate is null ? CardText.Empty : CardText.Of($", {Percent(before.SuccessRate)} the week before");

    private static CardText Against(int now, int before) => (now - before) switch
    {
        0 => CardText.Of($", as many as the week before"),
        > 0 => CardText.Of($", {now - before} more than the week before"),
        _ => CardText.Of($", {before - now} fewer than the week before"),
    };
}
