using System.CommandLine;

namespace WorkflowAlerts.Cli.Commands;

/// <summary>The command line.</summary>
internal static class AllCommands
{
    public static RootCommand Create() => new("Amperity workflow alerts for Slack and Microsoft Teams: each failed or canceled run, told to the people who have to act. Begin with \"demo\", which needs no account and no settings. Exit codes: 0 all went well, 1 something failed, 2 the command line or the configuration is wrong and nothing was done.")
    {
        DemoCommand.Create(),
        RunCommand.Create(),
        CheckCommand.Create(),
        PreviewCommand.Create(),
        SchemaCommand.Create(),
        StatusCommand.Create(),
        HistoryCommand.Create(),
        PoisonCommand.Create(),
        DamagedCommand.Create(),
        RewindCommand.Create(),
        MuteCommand.Create(),
        MutesCommand.Create(),
        ReplayCommand.Create(),
    };
}
