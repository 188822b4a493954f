namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>Takes out of a trial whatever the fault does not need, so that a person can see why.</summary>
internal static class Shrinking
{
    private const int MostTries = 400;

    /// <summary>A smaller trial that breaks the same rule.</summary>
    public static Task<Verdict> Of(Verdict found) => Of(found, fault => fault.Rule == found.Faults[0].Rule);

    /// <summary>A smaller trial with a fault like one that was found.</summary>
    public static async Task<Verdict> Of(Verdict found, Func<(string Rule, string Sentence), bool> isLike)
    {
        int tries = 0;
        bool smaller = true;
        while (smaller)
        {
            smaller = false;
            foreach (Trial candidate in Smaller(found.Trial))
            {
                if (tries++ == MostTries)
                {
                    return found;
                }

                Verdict verdict = await Judge.Of(candidate);
                if (verdict.Evidence is not null && verdict.Faults.Any(isLike))
                {
                    found = verdict with { Faults = [.. verdict.Faults.OrderByDescending(isLike)] };
                    smaller = true;
                    break;
                }
            }
        }

        return found;
    }

    // The largest cuts first.
    private static IEnumerable<Trial> Smaller(Trial trial)
    {
        for (int size = trial.Runs.Count / 2; size > 0; size /= 2)
        {
            for (int at = 0; at < trial.Runs.Count; at += size)
            {
                yield return trial with { Runs = [.. trial.Runs.Take(at), .. trial.Runs.Skip(at + size)] };
            }
        }

        for (int i = 0; i < trial.Happenings.Count; i++)
        {
            yield return trial with { Happenings = [.. trial.Happenings.Take(i), .. trial.Happenings.Skip(i + 1)] };
        }

        if (!trial.Happenings.Any(happening => happening is Restarts { With: not null }))
        {
            foreach (Setup setup in Smaller(trial.Setup))
            {
                yield return trial with { Setup = setup };
            }
        }

        for (int i = 0; i < trial.Runs.Count; i++)
        {
            if (trial.Runs[i].Late > TimeSpan.Zero)
            {
                yield return trial with { Runs = [.. trial.Runs.Take(i), trial.Runs[i] with { Late = TimeSpan.Zero },
                    .. trial.Runs.Skip(i + 1)] };
            }
        }
    }

    private static IEnumerable<Setup> Smaller(Setup setup)
    {
        for (int i = 0; i < setup.Routes.Count; i++)
        {
            yield return setup with { Routes = [.. setup.Routes.Take(i), .. setup.Routes.Skip(i + 1)] };
            foreach (SetupRoute route in Smaller(setup.Routes[i]).Where(route => route.ToString() != setup.Routes[i].ToString()))
            {
                yield return setup with { Routes = [.. setup.Routes.Take(i), route, .. setup.Routes.Skip(i + 1)] };
            }
        }

        if (setup.Threshold < 10)
        {
            yield return setup with { Threshold = 10 };
        }

        if (setup.Cascade)
        {
            yield return setup with { Cascade = false };
        }
    }

    private static IEnumerable<SetupRoute> Smaller(SetupRoute route)
    {
        yield return route with { Quiet = [] };
        yield return route with { Quiet = [.. route.Quiet.Take(1)] };
        yield return route with { Quiet = [.. route.Quiet.Select(window => window with { Except = [] })] };
        yield return route with { Quiet = [.. route.Quiet.Select(window => window with { Zone = "UTC" })] };
        yield return route with { Hold = TimeSpan.Zero };
        yield return route with { Attribution = null, Outcome = null, Tenant = null, Type = null, Name = null, ManualStop = null };
        yield return route with { Continue = false };
        yield return route with { Recovered = true };
        yield return route with { Late = false };
        yield return route with { To = [.. route.To.Take(1)] };
    }
}
