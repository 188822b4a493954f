using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using WorkflowAlerts.Cli.Inbox;

namespace WorkflowAlerts.Cli.Commands;

/// <summary>Options that several commands share, made anew for each.</summary>
internal static class CommonOptions
{
    public static Option<bool> Verbose() => new("--verbose") { Description = "Tell everything, with stack traces." };

    public static Option<string?> Settings() => new("--settings")
    {
        Description = "A settings file in place of appsettings.json and local.settings.json in this folder. Environment variables go before files.",
        HelpName = "FILE",
    };

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON object, and nothing else." };

    /// <summary>The port of the inbox page.</summary>
    public static Option<int?> Port() => new("--port")
    {
        Description = $"The port of the page, on this machine only. Default: {InboxOptions.UsualPort}, or a free one where that is taken.",
        CustomParser = result => Number(1, 65_535)(result),
        HelpName = "N",
    };

    /// <summary>Reads a whole number within a range.</summary>
    public static Func<ArgumentResult, int> Number(int least, int most) => result =>
    {
        if (int.TryParse(result.Tokens.SingleOrDefault()?.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
        {
            return number;
        }

        result.AddError($"{(result.Parent as OptionResult)?.Option.Name} must be a whole number from {least} to {most}.");
        return least;
    };

    /// <summary>Runs a command and turns its exceptions into sentences and an exit code.</summary>
    /// <param name="verbose">Whether stack traces are wanted.</param>
    /// <param name="settings">The settings file that the command reads, or null for those of this folder.</param>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> Run(bool verbose, string? settings, Func<Task<int>> command, CancellationToken cancellationToken)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Good;
        }
        catch (Exception e)
        {
            foreach (string sentence in Sentences.Of(e, settings))
            {
                Console.Error.WriteLine(sentence);
            }

            if (verbose || !Sentences.IsUsage(e))
            {
                Console.Error.WriteLine(verbose ? e.ToString() : "(--verbose tells more.)");
            }

            return Sentences.IsUsage(e) ? ExitCode.Usage : ExitCode.Failed;
        }
    }
}
