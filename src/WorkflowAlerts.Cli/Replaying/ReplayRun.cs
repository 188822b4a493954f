using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Spectre.Console;
using WorkflowAlerts.Cli.Commands;
using WorkflowAlerts.Cli.Hosting;
using WorkflowAlerts.Cli.Operating;
using WorkflowAlerts.Cli.Replaying.Filing;
using WorkflowAlerts.Cli.Replaying.Summarising;
using WorkflowAlerts.Fetching;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>One call of <c>replay</c>: check all input, get the history, save it, replay it with each configuration, tell.</summary>
internal static class ReplayRun
{
    // Where no terminal says how wide it is.
    private const int Wide = 200;

    private static readonly TimeSpan s_defaultSpan = TimeSpan.FromDays(30);

    public static async Task<int> Run(ReplayArguments arguments, CancellationToken cancellationToken)
    {
        ReplayProgress progress = new(arguments.Json);
        bool isExample = arguments is { Sample: true, Config: null };
        IConfiguration configuration = isExample ? SampleConfiguration.Make() : LocalSettings.Load(arguments.Config);
        string name = isExample ? "the example configuration" : arguments.Config ?? "the settings of this folder";
        IConfiguration? against = arguments.Against is null ? null : LocalSettings.Load(arguments.Against, environment: false);
        WorkflowAlertsOptions options = await Check(configuration, name, arguments.Config, environment: true, asksAmperity: arguments is { FromFile: null, Sample: false }, cancellationToken);
        WorkflowAlertsOptions[] all = against is null ? [options] : [options, await Check(against, arguments.Against!, arguments.Against, environment: false, asksAmperity: false, cancellationToken)];
        await using ReplayInbox? page = arguments.Inbox ? await ReplayInbox.Start(arguments.Port, arguments.Against) : null;
        PastRuns history = await History(arguments, configuration, options, progress, cancellationToken);
        KnowTenants(history, all, arguments.Tenant is not null);
        KnowEmails(history, all);
        if (arguments.Save is { } save)
        {
            await HistoryWriter.Save(save, history, options.Cards.ShowEmail || options.Owners.Any(owner => !string.IsNullOrEmpty(owner.Email)), cancellationToken);
            await Console.Error.WriteLineAsync($"Saved {ReplayText.Number(history.Runs.Count)} runs as {save}. It has names and errors of {string.Join(", ", history.Tenants)}: keep it as you keep Amperity's own.");
        }

        ReplayResult result = await Play(configuration, history, name, arguments.Verbose, progress, cancellationToken);
        ReplayResult? second = against is null ? null : await Play(against, history, arguments.Against!, arguments.Verbose, progress, cancellationToken);
        Print(arguments, name, result, second);
        await (page?.Show(result, second, cancellationToken) ?? Task.CompletedTask);

        return ExitCode.Good;
    }

    private static void Print(ReplayArguments arguments, string name, ReplayResult result, ReplayResult? second)
    {
        IAnsiConsole console = AnsiConsole.Console;
        console.Profile.Width = Console.IsOutputRedirected ? Wide : console.Profile.Width;
        if (second is not null)
        {
            ComparisonReport comparison = ComparisonReport.Of(name, result, arguments.Against!, second);
            if (arguments.Json)
            {
                Console.WriteLine(ReplayJson.Of(comparison));
            }
            else
            {
                ComparisonText.Print(comparison, arguments.All, console);
            }

            return;
        }

        ReplayReport report = ReplayReport.Of(result, arguments.Payloads);
        if (arguments.Json)
        {
            Console.WriteLine(ReplayJson.Of(report));
        }
        else
        {
            ReplayText.Print(report, arguments.All, console);
        }
    }

    private static async Task<ReplayResult> Play(IConfiguration configuration, PastRuns history, string name, bool verbose, ReplayProgress progress, CancellationToken cancellationToken)
    {
        await using Replay replay = new(configuration, history, verbose);
        return await progress.While($"Replaying with {name}", told => replay.Run(everyTick: false, share => told(share, ""), cancellationToken));
    }

    private static async Task<WorkflowAlertsOptions> Check(
        IConfiguration configuration, string name, string? file, bool environment, bool asksAmperity, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await using ServiceProvider product = LocalHost.Build(DraftConfiguration.Completed(configuration, tenants: !asksAmperity), verbose: false, LogLevel.None);
            WorkflowAlertsOptions options = product.GetRequiredService<IOptions<WorkflowAlertsOptions>>().Value;
            PollTimer.Parse(options.Polling.Schedule);
            return options;
        }
        catch (OptionsValidationException e)
        {
            throw new UsageException(string.Join('\n', SettingMistakes.Of(e.Failures, LocalSettings.Files(file), name, environment)), e);
        }
    }

    private static async Task<PastRuns> History(ReplayArguments arguments, IConfiguration configuration, WorkflowAlertsOptions options, ReplayProgress progress, CancellationToken cancellationToken)
    {
        if (arguments.FromFile is { } file)
        {
            PastRuns saved = await progress.While($"Reading {file}", told => HistoryReader.Read(file, share => told(share, ""), cancellationToken));
            return ReplaySource.Cut(saved, file, arguments.Since, arguments.Until, arguments.Tenant);
        }

        OperatingCommand.KnowTenant(options, arguments.Tenant);
        IReadOnlyList<string> tenants = arguments.Tenant is { } one ? [one] : [.. options.Tenants.Keys.Order(StringComparer.Ordinal)];
        if (arguments.Sample)
        {
            PastRuns sample = await progress.While(
                "Making up a history", told => SampleHistory.Make(tenants, arguments.SampleRuns, arguments.Seed, s_defaultSpan, share => told(share, ""), cancellationToken));
            return ReplaySource.Cut(sample, "the sample", arguments.Since, arguments.Until, tenant: null);
        }

        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        DateTimeOffset until = arguments.Until is { } given ? ReplaySource.Time("--until", given, now, "") : now;
        DateTimeOffset since = arguments.Since is { } earlier ? ReplaySource.Time("--since", earlier, now, "") : now - s_defaultSpan;
        if (since >= until)
        {
            throw new UsageException($"--since {Printable.Of(since)} is not before --until {Printable.Of(until)}. Give an earlier --since.");
        }

        await using ServiceProvider product = LocalHost.Build(DraftConfiguration.Completed(configuration, tenants: false), arguments.Verbose, LogLevel.Warning);
        return await progress.While("Reading from Amperity", told => AmperityHistory.Fetch(
            product.GetRequiredService<IAmperityClient>(), options, tenants, since, until, (share, runs) => told(share, $"{ReplayText.Number(runs)} runs"), cancellationToken));
    }

    private static void KnowTenants(PastRuns history, WorkflowAlertsOptions[] configurations, bool isOneWanted)
    {
        string[] unknown = [.. history.Tenants.Where(tenant => configurations.Any(options => !options.Tenants.ContainsKey(tenant)))];
        string[] absent = [.. configurations.SelectMany(options => options.Tenants.Keys).Distinct().Except(history.Tenants).Order(StringComparer.Ordinal)];
        if (configurations.Any(options => !history.Tenants.Any(options.Tenants.ContainsKey)))
        {
            throw new UsageException($"The history is of {List(unknown)}, and a configuration has none of these tenants. Add it to Tenants, under the same id as in the history.");
        }

        if (unknown.Length > 0)
        {
            Console.Error.WriteLine($"The history has runs of {List(unknown)}, which not every configuration has: they are left out there. Add the tenant to Tenants to see them.");
        }

        if (absent.Length > 0 && !isOneWanted)
        {
            Console.Error.WriteLine($"The history has nothing of {List(absent)}, which is configured, so nothing is told of it here.");
        }
    }

    private static void KnowEmails(PastRuns history, WorkflowAlertsOptions[] configurations)
    {
        bool areUsed = configurations.Any(options => options.Cards.ShowEmail || options.Owners.Any(owner => !string.IsNullOrEmpty(owner.Email)));
        if (areUsed && history.Runs.Count > 0 && !history.Runs.Any(run => run.PrincipalEmail is { Length: > 0 }))
        {
            Console.Error.WriteLine("The history has no e-mail addresses, which the configuration uses (Cards:ShowEmail or Owners:{n}:Email): what depends on them is missing here.");
        }
    }

    private static string List(string[] tenants) => string.Join(", ", tenants.Select(Printable.Of));
}
