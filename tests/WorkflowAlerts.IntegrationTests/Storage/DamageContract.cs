using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Storage;

/// <summary>Every kind of damage at the rows of every store: it is skipped and noted, everything else is read, and it can be removed and written over.</summary>
public abstract class DamageContract
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 19, 12, 0, 0, TimeSpan.Zero);

    private readonly IStorage _storage;
    private readonly DamagedRows _damaged = new(NullLogger<DamagedRows>.Instance);
    private readonly StoreUnderDamage[] _stores;
    private readonly Inspection _inspection;

    internal DamageContract(IStorage storage)
    {
        _storage = storage;
        _stores = StoreUnderDamage.All(storage, _damaged, new FakeTimeProvider(Noon));
        _inspection = new Inspection(storage, _stores.Select(store => store.Reader));
    }

    public static TheoryData<string> Stores => [.. StoreUnderDamage.Names];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_damaged_row_is_skipped_and_noted_and_everything_else_goes_on(string name)
    {
        StoreUnderDamage store = _stores.Single(one => one.Name == name);
        await store.Write("good");
        await store.Write("bad");
        ITable table = _storage.Table(store.Reader.Table);
        Row good = await Row(store, "good");
        Row intact = await Row(store, "bad");
        Dictionary<string, Row> damages = Kinds(intact, store);
        Assert.True(damages.Count > 2, $"{damages.Count} kinds of damage at {name}");
        foreach ((string kind, Row damage) in damages)
        {
            await table.Write([RowChange.Replace(damage)], Stop);
            string place = $"{store.Reader.Table}/{damage.Partition}/{damage.Key}";

            // Read, noted, found.
            string[] expected = damage.Key == intact.Key ? ["good"] : ["bad", "good"];
            Assert.True(expected.SequenceEqual((await store.Read()).Order(StringComparer.Ordinal)), $"{name}, {kind}: {string.Join(", ", await store.Read())}");
            DamagedRow noted = Assert.Single(_damaged.All);
            Assert.True(noted.Place == place, $"{kind}: {noted}");
            Assert.Equal(noted, await _inspection.LookAt(place, Stop));
            Assert.Equal(noted, Assert.Single(await Damaged(store)));

            // Removed: nothing but this.
            Assert.True(await _inspection.Remove(noted, Stop), $"{name}, {kind}");
            Assert.False(await _inspection.Remove(noted, Stop));
            Assert.False(await _inspection.Remove(new DamagedRow(store.Reader.Table, good.Partition, good.Key, ""), Stop));
            Assert.Null(await _inspection.LookAt(place, Stop));
            Assert.Contains("good", await store.Read());
            _damaged.Forget(place);
            await table.Write([RowChange.Replace(intact)], Stop);
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_damaged_row_is_in_nobodys_way_who_writes_it(string name)
    {
        StoreUnderDamage store = _stores.Single(one => one.Name == name);
        await store.Write("bad");
        Row intact = await Row(store, "bad");
        foreach ((string kind, Row damage) in Kinds(intact, store).Where(damage => damage.Value.Key == intact.Key))
        {
            await _storage.Table(store.Reader.Table).Write([RowChange.Replace(damage)], Stop);

            await store.Write("bad");

            Assert.True((await store.Read()).Contains("bad"), $"{name}, {kind}");
            Assert.Empty(await Damaged(store));
        }
    }

    private async Task<Row> Row(StoreUnderDamage store, string which) => await _storage.Table(store.Reader.Table)
        .Range(RowRange.Of(store.Partition(which)), Stop)
        .FirstAsync(row => store.IsRow(row, which), Stop);

    private async Task<DamagedRow[]> Damaged(StoreUnderDamage store) =>
        await _inspection.Look(store.Reader.Table, Stop).Where(row => store.Reader.Reads(row.Partition)).ToArrayAsync(Stop);

    private static Dictionary<string, Row> Kinds(Row intact, StoreUnderDamage store)
    {
        Dictionary<string, Row> kinds = new() { ["no columns"] = With(intact), ["other columns"] = With(intact, ("Something", "else")) };
        if (!store.HasFreeKeys)
        {
            kinds["a foreign key"] = intact with { Key = "foreign", Version = "" };
        }

        foreach ((string column, object value) in intact.Columns.Where(column => !store.Unread.Contains(column.Key)))
        {
            foreach (object other in new object[] { 17, "text", 3.5, true, Noon, new byte[] { 1, 2, 3 }, 1L << 40 }.Where(other => other.GetType() != value.GetType()))
            {
                kinds[$"{column} is of the kind {other.GetType().Name}"] = But(intact, column, other);
            }

            if (!store.Optional.Contains(column))
            {
                kinds[$"without {column}"] = With(intact, [.. intact.Columns.Where(one => one.Key != column).Select(one => (one.Key, one.Value))]);
            }

            foreach (string json in value is byte[] && store.HasJson ? StoreUnderDamage.Json : [])
            {
                kinds[$"{column} is {json}"] = But(intact, column, Encoding.UTF8.GetBytes(json));
            }
        }

        foreach ((string column, object value) in store.Wrong)
        {
            kinds[$"{column} is {value}"] = But(intact, column, value);
        }

        return kinds;
    }

    private static Row But(Row row, string column, object value) =>
        With(row, [.. row.Columns.Where(one => one.Key != column).Select(one => (one.Key, one.Value)), (column, value)]);

    private static Row With(Row row, params (string Column, object Value)[] columns) =>
        new(row.Partition, row.Key) { Columns = columns.ToDictionary(column => column.Column, column => column.Value) };
}
