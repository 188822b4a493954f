using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Cli.Operating;

namespace WorkflowAlerts.Cli.Commands;

/// <summary><c>history</c>: what was sent, to whom, when, with which answer.</summary>
internal static class HistoryCommand
{
    public static Command Create()
    {
        Option<string?> run = new("--run") { Description = "Only this run, however old.", HelpName = "ID" };
        Option<string?> tenant = new("--tenant") { Description = "Only this tenant.", HelpName = "TENANT" };
        Option<string?> destination = new("--destination") { Description = "Only this destination.", HelpName = "NAME" };
        Option<string?> state = new("--state") { Description = $"Only what stands like this: {string.Join(", ", StateWords.All)}.", HelpName = "STATE" };
        Option<DateTimeOffset?> since = new("--since") { Description = $"Only runs that ended since: {TimeArgument.Forms}. Default: 24h.", HelpName = "TIME", CustomParser = TimeArgument.Of(TimeProvider.System) };
        Option<int> limit = new("--limit") { Description = "At most so many runs, the newest.", DefaultValueFactory = _ => 100, CustomParser = CommonOptions.Number(1, 100_000), HelpName = "N" };
        Option<bool> json = CommonOptions.Json();
        Option<string?> settings = CommonOptions.Settings();
        Option<bool> verbose = CommonOptions.Verbose();
        Command command = new("history", "Tell what was sent, to whom, when, and what the destination answered.") { run, tenant, destination, state, since, limit, json, settings, verbose };
        command.AddRule(result =>
        {
            if (result.GetValue(state) is { } word && StateWords.Read(word) is null)
            {
                result.AddError($"--state \"{Printable.Of(word)}\" is not one of {string.Join(", ", StateWords.All)}.");
            }
        });
        command.SetAction((parsed, cancellationToken) => CommonOptions.Run(
            parsed.GetValue(verbose), parsed.GetValue(settings),
            () => OperatingCommand.Run(
                parsed.GetValue(settings),
                parsed.GetValue(verbose),
                options =>
                {
                    OperatingCommand.KnowTenant(options, parsed.GetValue(tenant));
                    OperatingCommand.KnowDestination(options, parsed.GetValue(destination));
                },
                product =>
                {
                    TimeSpan reach = parsed.GetValue(run) is null ? TimeSpan.FromHours(24) : product.GetRequiredService<IOptions<WorkflowAlertsOptions>>().Value.Ledger.Retention + TimeSpan.FromDays(1);
                    HistoryFilter filter = new(
                        parsed.GetValue(run), parsed.GetValue(tenant), parsed.GetValue(destination), parsed.GetValue(state) is { } word ? StateWords.Read(word) : null,
                        parsed.GetValue(since) ?? TimeProvider.System.GetUtcNow() - reach, parsed.GetValue(limit));
                    return Print(product, filter, parsed.GetValue(json), cancellationToken);
                },
                cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<int> Print(IServiceProvider product, HistoryFilter filter, bool json, CancellationToken cancellationToken)
    {
        HistoryReport history = await ActivatorUtilities.CreateInstance<History>(product).Read(filter, cancellationToken);
        foreach (string line in json ? [JsonSerializer.Serialize(history, OperatingJson.Default.HistoryReport)] : HistoryText.Lines(history))
        {
            Console.WriteLine(line);
        }

        return ExitCode.Good;
    }
}
