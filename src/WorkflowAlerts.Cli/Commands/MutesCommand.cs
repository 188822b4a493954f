using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.Cli.Operating;
using WorkflowAlerts.Quieting;

namespace WorkflowAlerts.Cli.Commands;

/// <summary><c>mutes</c>: the mutes that are on, and their end.</summary>
internal static class MutesCommand
{
    public static Command Create()
    {
        Option<bool> json = CommonOptions.Json();
        Option<string?> settings = CommonOptions.Settings();
        Option<bool> verbose = CommonOptions.Verbose();
        Command command = new("mutes", "List the mutes that are on.") { json, settings, verbose };
        command.Add(End());
        command.SetAction((parsed, cancellationToken) => CommonOptions.Run(
            parsed.GetValue(verbose), parsed.GetValue(settings),
            () => OperatingCommand.Run(
                parsed.GetValue(settings), parsed.GetValue(verbose), _ => { },
                async product =>
                {
                    IReadOnlyList<Mute> mutes = [.. (await product.GetRequiredService<Mutes>().All(cancellationToken)).Where(mute => mute.Until > TimeProvider.System.GetUtcNow())];
                    string[] lines = mutes.Count == 0 ? ["Nothing is muted."] : [.. mutes.Select(MuteText.Of)];
                    Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(mutes, OperatingJson.Default.IReadOnlyListMute) : string.Join(Environment.NewLine, lines));
                    return ExitCode.Good;
                },
                cancellationToken),
            cancellationToken));
        return command;
    }

    private static Command End()
    {
        Argument<string> id = new("ID") { Description = "The mute's id." };
        Option<string?> settings = CommonOptions.Settings();
        Option<bool> verbose = CommonOptions.Verbose();
        Command command = new("end", "End a mute now; the next poll tells what it kept.") { id, settings, verbose };
        command.SetAction((parsed, cancellationToken) => CommonOptions.Run(
            parsed.GetValue(verbose), parsed.GetValue(settings),
            () => OperatingCommand.Run(
                parsed.GetValue(settings), parsed.GetValue(verbose), _ => { },
                async product =>
                {
                    Mutes mutes = product.GetRequiredService<Mutes>();
                    Mute mute = (await mutes.All(cancellationToken)).FirstOrDefault(one => one.Id.Equals(parsed.GetRequiredValue(id), StringComparison.OrdinalIgnoreCase))
                        ?? throw new UsageException($"There is no mute \"{Printable.Of(parsed.GetRequiredValue(id))}\". \"workflow-alerts mutes\" lists them.");
                    await mutes.Remove(mute.Id, cancellationToken);
                    Console.WriteLine($"Ended: {MuteText.Of(mute)}");
                    return ExitCode.Good;
                },
                cancellationToken),
            cancellationToken));
        return command;
    }
}
