using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.Cli.Operating;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Cli.Commands;

/// <summary><c>damaged</c>: rows in storage that cannot be read.</summary>
internal static class DamagedCommand
{
    public static Command Create() => new("damaged", "Look at the rows in storage that cannot be read and are skipped, and remove them.")
    {
        List(), Remove(),
    };

    private static Command List()
    {
        Option<bool> json = CommonOptions.Json();
        Command command = new("list", "List them, with what is wrong. All of storage is read for it.") { json };
        return With(command, async (product, parsed, stop) =>
        {
            List<DamagedRowView> rows = await Rows(product, stop).Select(DamagedRowView.Of).ToListAsync(stop);
            Write(
                parsed.GetValue(json) ? [JsonSerializer.Serialize(rows, OperatingJson.Default.IReadOnlyListDamagedRowView)]
                : rows.Count == 0 ? ["All rows can be read."]
                : rows.Select(row => row.Line));
        });
    }

    private static Command Remove()
    {
        Argument<string> id = new("ID") { Description = "The row's id, as \"damaged list\" says it.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> all = new("--all") { Description = "All of them." };
        Option<bool> yes = new("--yes") { Description = "Do it. Without this nothing is removed." };
        Option<bool> json = CommonOptions.Json();
        Command command = new("remove", "Delete one, or all, for good. What can be read is not touched.") { id, all, yes, json };
        command.AddRule(result =>
        {
            if (result.GetValue(all) == (result.GetValue(id) is not null))
            {
                result.AddError("Give either the ID of a row or --all.");
            }
        });
        return With(command, async (product, parsed, stop) =>
        {
            string? wanted = parsed.GetValue(id);
            List<DamagedRow> rows = await Rows(product, stop)
                .Where(row => wanted is null || DamagedRowView.IdOf(row) == wanted)
                .ToListAsync(stop);
            if (rows.Count == 0 && wanted is not null)
            {
                throw new UsageException(
                    $"No damaged row has the id \"{Printable.Of(wanted)}\". \"workflow-alerts damaged list\" lists them.");
            }

            if (rows.Count > 0 && !parsed.GetValue(yes))
            {
                string places = string.Join(", ", rows.Select(row => Printable.Of(row.Place)));
                throw new UsageException($"This would remove for good: {places}. Say --yes to do so. Nothing was removed.");
            }

            DamageOutcome outcome = await Remove(product.GetRequiredService<Inspection>(), rows, stop);
            Write(parsed.GetValue(json)
                ? [JsonSerializer.Serialize(outcome, OperatingJson.Default.DamageOutcome)]
                : [$"{outcome.Removed.Count} removed."]);
        });
    }

    private static async Task<DamageOutcome> Remove(Inspection inspection, List<DamagedRow> rows, CancellationToken cancellationToken)
    {
        List<string> removed = [];
        foreach (DamagedRow row in rows)
        {
            if (await inspection.Remove(row, cancellationToken))
            {
                removed.Add(DamagedRowView.IdOf(row));
            }
        }

        return new DamageOutcome(removed);
    }

    private static IAsyncEnumerable<DamagedRow> Rows(IServiceProvider product, CancellationToken cancellationToken)
    {
        Inspection inspection = product.GetRequiredService<Inspection>();
        return StorageNames.Tables.ToAsyncEnumerable().SelectMany(table => inspection.Look(table, cancellationToken));
    }

    private static Command With(Command command, Func<IServiceProvider, ParseResult, CancellationToken, Task> work)
    {
        Option<string?> settings = CommonOptions.Settings();
        Option<bool> verbose = CommonOptions.Verbose();
        command.Add(settings);
        command.Add(verbose);
        command.SetAction((parsed, cancellationToken) => CommonOptions.Run(
            parsed.GetValue(verbose), parsed.GetValue(settings),
            () => OperatingCommand.Run(
                parsed.GetValue(settings), parsed.GetValue(verbose), _ => { },
                async product =>
                {
                    await work(product, parsed, cancellationToken);
                    return ExitCode.Good;
                },
                cancellationToken),
            cancellationToken));
        return command;
    }

    private static void Write(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Console.WriteLine(line);
        }
    }
}
