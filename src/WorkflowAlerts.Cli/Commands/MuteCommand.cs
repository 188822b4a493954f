using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.Cli.Operating;
using WorkflowAlerts.Quieting;

namespace WorkflowAlerts.Cli.Commands;

/// <summary><c>mute</c>: silence for a while.</summary>
internal static class MuteCommand
{
    private const int LongestReason = 200;

    public static Command Create()
    {
        Option<string?> tenant = new("--tenant") { Description = "Only this tenant's runs.", HelpName = "TENANT" };
        Option<string?> name = new("--name") { Description = "Only workflows of such a name: * stands for any text, ? for one character.", HelpName = "GLOB" };
        Option<string?> type = new("--type") { Description = "Only workflows of such a type.", HelpName = "GLOB" };
        Option<TimeSpan> time = new("--for")
        {
            Description = "For how long: 90m, 2h, 3d; a minute to 30 days.", HelpName = "TIME", Required = true, CustomParser = DurationArgument.Of(TimeSpan.FromMinutes(1), Mute.Longest),
        };
        Option<string> reason = new("--reason") { Description = "Why; the summary says it.", HelpName = "TEXT", Required = true };
        Option<bool> json = CommonOptions.Json();
        Option<string?> settings = CommonOptions.Settings();
        Option<bool> verbose = CommonOptions.Verbose();
        Command command = new("mute", "Keep alerts for a while; one card tells of them when it is over. Takes one or more of --tenant, --name and --type.") { tenant, name, type, time, reason, json, settings, verbose };
        command.AddRule(result =>
        {
            if (string.IsNullOrEmpty(result.GetValue(tenant)) && string.IsNullOrEmpty(result.GetValue(name)) && string.IsNullOrEmpty(result.GetValue(type)))
            {
                result.AddError("Say what to mute: --tenant, --name or --type.");
            }

            if (result.GetValue(reason) is { } why && (string.IsNullOrWhiteSpace(why) || why.Length > LongestReason))
            {
                result.AddError($"--reason must have 1 to {LongestReason} characters.");
            }
        });
        command.SetAction((parsed, cancellationToken) => CommonOptions.Run(
            parsed.GetValue(verbose), parsed.GetValue(settings),
            () => OperatingCommand.Run(
                parsed.GetValue(settings),
                parsed.GetValue(verbose),
                options => OperatingCommand.KnowTenant(options, parsed.GetValue(tenant)),
                async product =>
                {
                    DateTimeOffset now = TimeProvider.System.GetUtcNow();
                    Mute mute = new(
                        Guid.NewGuid().ToString("N")[..8], parsed.GetValue(tenant), parsed.GetValue(type), parsed.GetValue(name), now + parsed.GetValue(time), parsed.GetRequiredValue(reason).Trim(), now);
                    await product.GetRequiredService<Mutes>().Write(mute, cancellationToken);
                    IReadOnlyList<Mute> written = [mute];
                    Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(written, OperatingJson.Default.IReadOnlyListMute) : MuteText.Of(mute));
                    return ExitCode.Good;
                },
                cancellationToken),
            cancellationToken));
        return command;
    }
}
