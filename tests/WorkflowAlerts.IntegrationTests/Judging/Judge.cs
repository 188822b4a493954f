using WorkflowAlerts.IntegrationTests.Judging.Rules;

namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>Plays trials and holds what came against what had to come.</summary>
internal static class Judge
{
    private static readonly Rule[] s_rules =
    [
        new NothingBreaks(), new EveryRunIsToldOnce(), new NobodyElseIsTold(), new NothingStaysOpen(), new DigestsAddUp(),
            new SilencesKeep(), new TellingIsPrompt(),
        new RecoveriesReachWhoWasTold(), new RecoveriesAreKept(), new CardsAreTrue(), new ManyAreGrouped(), new ReplayAgrees(),
            new StatusIsTrue(),
    ];

    public static async Task<Verdict> Of(Trial trial)
    {
        Evidence evidence;
        try
        {
            evidence = await TrialRun.Of(trial);
        }
        catch (Exception e)
        {
            return new Verdict(trial, null,
                [($"{new NothingBreaks().Name}", $"The trial could not be played: {e.GetType().Name}: {e.Message}")]);
        }

        Hearing hearing = new(trial, new Oracle(trial), evidence);
        return new Verdict(trial, evidence, [.. s_rules.SelectMany(rule => rule.Broken(hearing).Select(fault => (rule.Name, fault)))]);
    }
}
