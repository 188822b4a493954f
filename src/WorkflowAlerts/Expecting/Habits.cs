using System.Text.Json;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Expecting;

/// <summary>
/// Remembers what was learned, so that a restart does not learn it anew: partitions of the incidents' table with a row a workflow, and
/// one that says when they were
/// learned.
/// </summary>
public sealed class Habits(IStorage storage, DamagedRows damaged) : IRowReader, ISweepable
{
    // No tenant's partition has a bar in it.
    private const string Prefix = "~habits|";
    private const string State = "~learned";
    private const string Begun = "BegunDigests";

    private readonly ITable _table = storage.Table(StorageNames.Incidents);

    /// <summary>What was learned of a tenant, or null.</summary>
    public async Task<TenantHabits?> Read(string tenant, CancellationToken cancellationToken)
    {
        TenantHabits? learned = null;
        List<Habit> habits = [];
        await foreach (Row row in _table.Range(RowRange.Of(Partition(tenant)), cancellationToken))
        {
            if (row.Key == State)
            {
                learned = damaged.Read(row, StorageNames.Incidents, Learned);
            }
            else if (damaged.Read(row, StorageNames.Incidents, Read) is { } habit)
            {
                habits.Add(habit);
            }
        }

        return learned is null || learned.LearnedAt == default ? null : learned with { All = habits };
    }

    /// <summary>Replaces what was learned of a tenant.</summary>
    public async Task Write(string tenant, TenantHabits habits, CancellationToken cancellationToken)
    {
        Row[] rows = [.. habits.All.Select(habit => Row(tenant, habit)).DistinctBy(row => row.Key)];
        await Submit(rows.Select(row => RowChange.Replace(row)), cancellationToken);
        HashSet<string> living = [.. rows.Select(row => row.Key), State];
        List<string> known = await _table
            .Range(RowRange.Of(Partition(tenant)) with { Columns = [] }, cancellationToken)
            .Select(row => row.Key)
            .ToListAsync(cancellationToken);
        await Submit(known.Where(key => !living.Contains(key)).Select(key => RowChange.Delete(Partition(tenant), key)), cancellationToken);
        Row state = new(Partition(tenant), State)
        {
            [nameof(TenantHabits.LearnedAt)] = habits.LearnedAt, [nameof(TenantHabits.Zone)] = habits.Zone,
        };
        await _table.Write([RowChange.Merge(state)], cancellationToken);
    }

    /// <summary>The digests that were noted last. Any says that a process ended while it told them.</summary>
    public async Task<IReadOnlyList<string>> BegunDigests(string tenant, CancellationToken cancellationToken) =>
        DigestIds.Split((await _table.Find(Partition(tenant), State, cancellationToken))?.Text(Begun));

    /// <summary>Notes the run ids of the digests that are about to be queued; none: all that were have been written down.</summary>
    public Task NoteDigests(string tenant, IReadOnlyList<string> digests, CancellationToken cancellationToken)
    {
        Row state = new(Partition(tenant), State) { [Begun] = DigestIds.Join(digests.Take(Checkpoint.MostDigests)) };
        return _table.Write([RowChange.Merge(state)], cancellationToken);
    }

    /// <summary>Forgets what was learned long ago: whoever is watched is learned anew every day.</summary>
    public async Task<int> Sweep(Retention retention, CancellationToken cancellationToken)
    {
        RowRange old = new()
        {
            FromPartition = Prefix,
            ToPartition = Prefix + "~~",
            Keys = [State],
            Times = [(nameof(TenantHabits.LearnedAt), null, retention.Since)],
        };
        int swept = 0;
        foreach (string partition in await _table.Range(old, cancellationToken).Select(row => row.Partition).ToListAsync(cancellationToken))
        {
            // In the order of their keys, and so the row comes last that says that there are any.
            swept += await _table.Sweep(_table.Range(RowRange.Of(partition), cancellationToken), cancellationToken);
        }

        return swept;
    }

    string IRowReader.Table => StorageNames.Incidents;

    bool IRowReader.Reads(string partition) => partition.StartsWith(Prefix, StringComparison.Ordinal);

    void IRowReader.Try(Row row)
    {
        if (row.Key == State)
        {
            Learned(row);
        }
        else
        {
            Read(row);
        }
    }

    private async Task Submit(IEnumerable<RowChange> changes, CancellationToken cancellationToken)
    {
        foreach (RowChange[] batch in changes.Chunk(RowChange.Most))
        {
            await _table.Write(batch, cancellationToken);
        }
    }

    private static string Partition(string tenant) => Prefix + RowText.Key(tenant);

    private static string Key(Habit habit) => RowText.Key($"{habit.Workflow.Type.Length}\n{habit.Workflow.Type}{habit.Workflow.Name}")[1..];

    private static Row Row(string tenant, Habit habit) => new(Partition(tenant), Key(habit))
    {
        [nameof(Habit)] = JsonSerializer.SerializeToUtf8Bytes(habit, HabitJson.Default.Habit),
    };

    private static Habit Read(Row row)
    {
        Habit habit = row.NeedJson(nameof(Habit), HabitJson.Default.Habit);
        row.MustHaveKey(row.Partition, Key(habit));
        return habit;
    }

    // Digests can be noted before anything was learned.
    private static TenantHabits Learned(Row row)
    {
        string? begun = row.MayText(Begun);
        DateTimeOffset? at = row.MayTime(nameof(TenantHabits.LearnedAt));
        string zone = row.MayText(nameof(TenantHabits.Zone)) ?? "";
        return at is not null || begun is not null
            ? new TenantHabits(at ?? default, zone, [])
            : throw new UnreadableRowException("It has no columns.");
    }
}
