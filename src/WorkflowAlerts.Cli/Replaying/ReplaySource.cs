using WorkflowAlerts.Cli.Operating;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>Cuts the wanted time and tenants out of a history.</summary>
internal static class ReplaySource
{
    /// <param name="history">All there is.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="since">From when, as it was typed; a duration counts from the history's end. Null: from its beginning.</param>
    /// <param name="until">Until when; null: its end.</param>
    /// <param name="tenant">Whose runs; null: everybody's.</param>
    /// <exception cref="UsageException">There is nothing of that in the history.</exception>
    public static PastRuns Cut(PastRuns history, string name, string? since, string? until, string? tenant)
    {
        string reach = $"The history in {name} is from {Printable.Of(history.From)} to {Printable.Of(history.To)}.";
        DateTimeOffset to = until is null ? history.To : Time("--until", until, history.To, reach);
        DateTimeOffset from = since is null ? history.From : Time("--since", since, history.To, reach);
        if (from < history.From || to > history.To)
        {
            throw new UsageException($"{reach} Give --since and --until within that time.");
        }

        if (from >= to)
        {
            throw new UsageException($"--since {Printable.Of(from)} is not before --until {Printable.Of(to)}. Give an earlier --since.");
        }

        if (tenant is not null && !history.Tenants.Contains(tenant))
        {
            throw new UsageException($"There are no runs of the tenant \"{Printable.Of(tenant)}\" in {name}. It has {string.Join(", ", history.Tenants.Select(Printable.Of))}.");
        }

        return history with
        {
            From = from,
            To = to,
            ReadFrom = from - PastRuns.Before > history.ReadFrom ? from - PastRuns.Before : history.ReadFrom,
            Tenants = tenant is null ? history.Tenants : [tenant],
            Runs = tenant is null ? history.Runs : [.. history.Runs.Where(run => run.Tenant == tenant)],
        };
    }

    /// <summary>Reads a time that counts back from another.</summary>
    public static DateTimeOffset Time(string option, string text, DateTimeOffset end, string hint) =>
        TimeArgument.Read(text, end) ?? throw new UsageException($"{option} \"{Printable.Of(text)}\" is no time before {Printable.Of(end)}. Give {TimeArgument.Forms}. {hint}".TrimEnd());
}
