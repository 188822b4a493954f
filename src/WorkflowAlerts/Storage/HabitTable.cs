using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using WorkflowAlerts.Expecting;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Recording;

namespace WorkflowAlerts.Storage;

/// <summary>Habits in partitions of the incidents' table: a row a workflow, and one that says when they were learned.</summary>
internal sealed class HabitTable(TableServiceClient tables) : IHabits
{
    private const int BatchSize = 100;
    private const string State = "~learned";
    private const string Begun = "BegunDigests";

    private readonly TableClient _table = tables.GetTableClient(StorageNames.Incidents);

    public async Task<Habits?> Read(string tenant, CancellationToken cancellationToken)
    {
        TableEntity? state = null;
        List<Habit> habits = [];
        foreach (TableEntity row in await Rows(tenant, cancellationToken))
        {
            if (row.RowKey == State)
            {
                state = row;
            }
            else
            {
                habits.Add(JsonSerializer.Deserialize(row.GetBinary(nameof(Habit)), IncidentJson.Default.Habit)!);
            }
        }

        return state?.GetDateTimeOffset(nameof(Habits.LearnedAt)) is { } learnedAt ? new Habits(learnedAt, state.GetString(nameof(Habits.Zone)) ?? "", habits) : null;
    }

    public async Task Write(string tenant, Habits habits, CancellationToken cancellationToken)
    {
        TableEntity[] rows = [.. habits.All.Select(habit => new TableEntity(Partition(tenant), Key(habit))
        {
            [nameof(Habit)] = JsonSerializer.SerializeToUtf8Bytes(habit, IncidentJson.Default.Habit),
        })];
        await Submit(TableTransactionActionType.UpsertReplace, rows, cancellationToken);
        HashSet<string> living = [.. rows.Select(row => row.RowKey), State];
        await Submit(TableTransactionActionType.Delete, [.. (await Rows(tenant, cancellationToken)).Where(row => !living.Contains(row.RowKey))], cancellationToken);
        TableEntity state = new(Partition(tenant), State) { [nameof(Habits.LearnedAt)] = habits.LearnedAt, [nameof(Habits.Zone)] = habits.Zone };
        await _table.UpsertEntityAsync(state, TableUpdateMode.Merge, cancellationToken);
    }

    public async Task<IReadOnlyList<string>> BegunDigests(string tenant, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> known = await _table.GetEntityIfExistsAsync<TableEntity>(Partition(tenant), State, [Begun], cancellationToken);
        return known.HasValue ? DigestIds.Split(known.Value!.GetString(Begun)) : [];
    }

    public Task NoteDigests(string tenant, IReadOnlyList<string> digests, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(new TableEntity(Partition(tenant), State) { [Begun] = DigestIds.Join(digests.Take(Checkpoint.MostDigests)) }, TableUpdateMode.Merge, cancellationToken);

    private ValueTask<List<TableEntity>> Rows(string tenant, CancellationToken cancellationToken)
    {
        string partition = Partition(tenant);
        return _table.QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
    }

    private async Task Submit(TableTransactionActionType action, TableEntity[] rows, CancellationToken cancellationToken)
    {
        foreach (TableEntity[] batch in rows.DistinctBy(row => row.RowKey).Chunk(BatchSize))
        {
            await _table.SubmitTransactionAsync(batch.Select(row => new TableTransactionAction(action, row, ETag.All)), cancellationToken);
        }
    }

    // No encoded tenant has a bar in it.
    private static string Partition(string tenant) => $"~habits|{LedgerKey.Encode(tenant)}";

    private static string Key(Habit habit) => LedgerKey.Encode($"{habit.Workflow.Type.Length}\n{habit.Workflow.Type}{habit.Workflow.Name}")[1..];
}
