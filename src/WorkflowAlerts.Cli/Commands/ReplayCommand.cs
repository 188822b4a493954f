using System.CommandLine;
using WorkflowAlerts.Cli.Operating;
using WorkflowAlerts.Cli.Replaying;

namespace WorkflowAlerts.Cli.Commands;

/// <summary><c>replay</c>: what a configuration would have told whom, on real history, with nothing sent.</summary>
internal static class ReplayCommand
{
    private const int DefaultRuns = 20_000;

    public static Command Create()
    {
        Option<string?> since = new("--since") { Description = $"From when: {TimeArgument.Forms}. Default: 30d; with --from-file all of it.", HelpName = "TIME" };
        Option<string?> until = new("--until") { Description = "Until when, in the same forms. Default: now; with --from-file the file's end, from which --since counts back, too.", HelpName = "TIME" };
        Option<string?> tenant = new("--tenant") { Description = "One tenant.", HelpName = "TENANT" };
        Option<string?> config = new("--config", "--settings")
        {
            Description = "A settings file in place of appsettings.json and local.settings.json in this folder. Environment variables go before files. Secrets of webhooks may be missing; with --from-file and --sample those of tenants, too.",
            HelpName = "FILE",
        };
        Option<string?> fromFile = new("--from-file") { Description = "A saved history in place of Amperity's.", HelpName = "FILE" };
        Option<bool> sample = new("--sample") { Description = "A made-up history of 30 days in place of Amperity's; without --config, with an example configuration. Needs no account." };
        Option<int> runs = new("--runs") { Description = $"With --sample: about how many runs, 1 to 200000. Default: {DefaultRuns}.", DefaultValueFactory = _ => DefaultRuns, CustomParser = CommonOptions.Number(1, 200_000), HelpName = "N" };
        Option<int> seed = new("--seed") { Description = "With --sample: what it is made from; the same seed makes the same history. Default: 1.", DefaultValueFactory = _ => 1, CustomParser = CommonOptions.Number(0, int.MaxValue), HelpName = "N" };
        Option<string?> save = new("--save")
        {
            Description = "Save the history for --from-file: lines of JSON, packed where the name ends in .gz. E-mail addresses are left out, unless the configuration shows them (Cards:ShowEmail) or finds owners by them (Owners:{n}:Email).",
            HelpName = "FILE",
        };
        Option<string?> against = new("--against") { Description = "A second settings file, without environment variables: tell who gets more, who fewer, what comes later, and which alerts go elsewhere. Its secrets may be missing.", HelpName = "FILE" };
        Option<bool> all = new("--all") { Description = "List all messages, or all moves, and not only the first." };
        Option<bool> json = CommonOptions.Json();
        Option<bool> payloads = new("--payloads") { Description = "With --json: also each message's payload, as the webhook would have got it." };
        Option<bool> inbox = new("--inbox") { Description = "Serve a page, on this machine only, that shows the messages as Slack and Teams would, until Ctrl-C; with --against those of both, side by side." };
        Option<int?> port = CommonOptions.Port();
        Option<bool> verbose = CommonOptions.Verbose();
        Command command = new("replay", "Tell what a configuration would have told whom in the last weeks, from Amperity's history. Sends nothing.")
        {
            since, until, tenant, config, fromFile, sample, runs, seed, save, against, inbox, port, all, json, payloads, verbose,
        };
        command.AddRule(result =>
        {
            void Unless(bool holds, string mistake)
            {
                if (!holds)
                {
                    result.AddError(mistake);
                }
            }

            bool isFile = result.GetValue(fromFile) is not null;
            bool isSample = result.GetValue(sample);
            Unless(!(isFile && isSample), "--sample and --from-file are two histories. Give one.");
            Unless(!(isFile && result.GetValue(save) is not null), "--save saves a history that was fetched; with --from-file there is a file already.");
            Unless(isSample || (result.GetResult(runs) is not { Implicit: false } && result.GetResult(seed) is not { Implicit: false }), "--runs and --seed go with --sample.");
            Unless(result.GetValue(json) || !result.GetValue(payloads), "--payloads goes with --json.");
            Unless(result.GetValue(against) is null || !result.GetValue(payloads), "--payloads does not go with --against, which tells of differences.");
            Unless(!result.GetValue(inbox) || !result.GetValue(json), "--inbox does not go with --json, which prints one object and ends.");
            Unless(result.GetValue(inbox) || result.GetValue(port) is null, "--port goes with --inbox: without the page there is no port.");
        });
        command.SetAction((parsed, cancellationToken) => CommonOptions.Run(
            parsed.GetValue(verbose), settings: null,
            () => ReplayRun.Run(
                new ReplayArguments
                {
                    Config = parsed.GetValue(config), Against = parsed.GetValue(against), FromFile = parsed.GetValue(fromFile), Sample = parsed.GetValue(sample), SampleRuns = parsed.GetValue(runs),
                    Seed = parsed.GetValue(seed), Since = parsed.GetValue(since), Until = parsed.GetValue(until), Tenant = parsed.GetValue(tenant), Save = parsed.GetValue(save),
                    Inbox = parsed.GetValue(inbox), Port = parsed.GetValue(port), All = parsed.GetValue(all), Json = parsed.GetValue(json), Payloads = parsed.GetValue(payloads), Verbose = parsed.GetValue(verbose),
                },
                cancellationToken),
            cancellationToken));
        return command;
    }
}
