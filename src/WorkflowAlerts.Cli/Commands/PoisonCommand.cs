using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.Cli.Operating;
using WorkflowAlerts.Reporting;

namespace WorkflowAlerts.Cli.Commands;

/// <summary><c>poison</c>: messages that failed to the end.</summary>
internal static class PoisonCommand
{
    public static Command Create() => new("poison", "Look at the messages that failed at every try, send them again, or drop them.") { List(), Show(), Retry(), Drop() };

    private static Command List()
    {
        Option<bool> json = CommonOptions.Json();
        Command command = new("list", "List them, the oldest first.") { json };
        return With(command, id: null, Choice.All, (poison, messages, parsed, stop) => Print(poison, messages, parsed.GetValue(json), stop));
    }

    private static Command Show()
    {
        Argument<string> id = Id();
        Option<bool> json = CommonOptions.Json();
        Command command = new("show", "Tell all about one: why it failed, what is in it, and how that stands at each destination.") { id, json };
        return With(command, id, Choice.One, async (poison, messages, parsed, stop) =>
        {
            PoisonView view = await poison.View(messages[0], stop);
            Write(parsed.GetValue(json) ? [JsonSerializer.Serialize(view, OperatingJson.Default.PoisonView)] : PoisonText.Whole(view));
            return ExitCode.Good;
        });
    }

    private static Command Retry()
    {
        Argument<string> id = Id(optional: true);
        Option<bool> json = CommonOptions.Json();
        Command command = new("retry", "Send one, or all, again: to the destinations that refused it or stayed out of reach, and to no other.") { id, json };
        return With(command, id, Choice.OneOrAll, (poison, messages, parsed, stop) => Do(messages, "retried", poison.Retry, parsed.GetValue(json), stop));
    }

    private static Command Drop()
    {
        Argument<string> id = Id(optional: true);
        Option<bool> yes = new("--yes") { Description = "Do it. Without this nothing is dropped." };
        Option<bool> json = CommonOptions.Json();
        Command command = new("drop", "Forget one, or all, for good.") { id, yes, json };
        return With(command, id, Choice.OneOrAll, (poison, messages, parsed, stop) => parsed.GetValue(yes)
            ? Do(messages, "dropped", poison.Drop, parsed.GetValue(json), stop)
            : throw new UsageException($"This would drop for good: {string.Join(", ", messages.Select(message => message.Id))}. Say --yes to do so. Nothing was dropped."));
    }

    private static Argument<string> Id(bool optional = false) => new("ID")
    {
        Description = "The message's id, or the beginning of it, from six characters on.",
        Arity = optional ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
    };

    private static Command With(
        Command command, Argument<string>? id, Choice choice, Func<Poison, IReadOnlyList<PoisonedMessage>, ParseResult, CancellationToken, Task<int>> work)
    {
        Option<bool> all = new("--all") { Description = "All of them." };
        Option<string?> settings = CommonOptions.Settings();
        Option<bool> verbose = CommonOptions.Verbose();
        command.Add(settings);
        command.Add(verbose);
        if (choice == Choice.OneOrAll)
        {
            command.Add(all);
            command.AddRule(result =>
            {
                if (result.GetValue(all) == (result.GetValue(id!) is not null))
                {
                    result.AddError("Give either the ID of a message or --all.");
                }
            });
        }

        command.SetAction((parsed, cancellationToken) => CommonOptions.Run(
            parsed.GetValue(verbose), parsed.GetValue(settings),
            () => OperatingCommand.Run(
                parsed.GetValue(settings), parsed.GetValue(verbose), _ => { },
                async product =>
                {
                    Poison poison = ActivatorUtilities.CreateInstance<Poison>(product);
                    return await work(poison, await poison.Find(id is null ? null : parsed.GetValue(id), cancellationToken), parsed, cancellationToken);
                },
                cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<int> Print(Poison poison, IReadOnlyList<PoisonedMessage> messages, bool json, CancellationToken cancellationToken)
    {
        IReadOnlyList<PoisonView> views = await Task.WhenAll(messages.Select(message => poison.View(message, cancellationToken)));
        Write(json ? [JsonSerializer.Serialize(views, OperatingJson.Default.IReadOnlyListPoisonView)] : PoisonText.List(views, await poison.NotCollected(cancellationToken)));
        return ExitCode.Good;
    }

    private static async Task<int> Do(
        IReadOnlyList<PoisonedMessage> messages, string done, Func<PoisonedMessage, CancellationToken, Task> work, bool json, CancellationToken cancellationToken)
    {
        foreach (PoisonedMessage message in messages)
        {
            await work(message, cancellationToken);
        }

        PoisonOutcome outcome = new(done, [.. messages.Select(message => message.Id)]);
        Write(json ? [JsonSerializer.Serialize(outcome, OperatingJson.Default.PoisonOutcome)] : [$"{messages.Count} {done}.", .. outcome.Ids.Select(id => $"  {id}")]);
        return ExitCode.Good;
    }

    private static void Write(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Console.WriteLine(line);
        }
    }

    private enum Choice
    {
        All,
        One,
        OneOrAll,
    }
}
