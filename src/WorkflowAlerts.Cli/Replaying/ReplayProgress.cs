using Spectre.Console;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>A bar on standard error while something long goes on; nothing where nobody watches, or where a program reads the output.</summary>
internal sealed class ReplayProgress(bool quiet)
{
    /// <param name="what">What goes on, in a few words.</param>
    /// <param name="work">The work; it tells how far it has come, from 0 to 1, and a word on it.</param>
    public async Task<T> While<T>(string what, Func<Action<double, string>, Task<T>> work)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        if (quiet || Console.IsErrorRedirected || !console.Profile.Capabilities.Interactive)
        {
            return await work((_, _) => { });
        }

        return await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .AutoClear(true)
            .StartAsync(async progress =>
            {
                ProgressTask task = progress.AddTask(Markup.Escape(what), maxValue: 1);

                // Elsewhere, so that the bar moves although a replay never waits for anything.
                return await Task.Run(() => work((share, word) =>
                {
                    task.Value = share;
                    task.Description = Markup.Escape(word.Length > 0 ? $"{what}: {word}" : what);
                }));
            });
    }
}
