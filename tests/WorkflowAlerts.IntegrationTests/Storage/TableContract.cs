using WorkflowAlerts.Telling;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Storage;

/// <summary>What holds of all tables: those in Azure Storage, and those in memory.</summary>
public abstract class TableContract
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 19, 12, 0, 0, TimeSpan.Zero);

    private readonly ITable _table;
    private readonly string _partition = $"p{Guid.NewGuid():N}";

    internal TableContract(IStorage storage) => _table = storage.Table(StorageNames.Incidents);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_is_found_as_it_was_written_with_columns_of_every_kind()
    {
        DateTimeOffset precise = new DateTimeOffset(2026, 3, 29, 2, 30, 0, TimeSpan.FromHours(2)).AddTicks(1_234_567);
        Row row = new(_partition, "a|b~c")
        {
            ["Text"] = "Größe 🧦", ["Empty"] = "", ["At"] = precise, ["Number"] = -7, ["Yes"] = true, ["No"] = false, ["Bytes"] = new byte[] { 0, 255, 128 }, ["Nothing"] = null,
        };

        string version = Assert.Single((await _table.Write([RowChange.Add(row)], Stop))!);

        Row found = (await _table.Find(_partition, "a|b~c", Stop))!;
        Assert.Equal(("Größe 🧦", "", precise, -7, true, false), (found.Text("Text"), found.Text("Empty"), found.Time("At"), found.Number("Number"), found.Flag("Yes"), found.Flag("No")));
        Assert.Equal([0, 255, 128], found.Bytes("Bytes"));
        Assert.Equal(TimeSpan.Zero, found.Time("At")!.Value.Offset);
        Assert.Equal((version, 7), (found.Version, found.Columns.Count));
        Assert.NotEmpty(version);
        Assert.Null(await _table.Find(_partition, "A|B~C", Stop));
    }

    [Fact]
    public async Task A_column_that_is_not_there_or_of_another_kind_or_case_is_null()
    {
        await Put(new Row(_partition, "a") { ["Number"] = 1, ["text"] = "x" });

        Row found = (await _table.Find(_partition, "a", Stop))!;

        Assert.Equal((null, null, null, null, null), (found.Text("Number"), found.Time("Number"), found.Flag("Number"), found.Number("text"), found.Text("Text")));
        Assert.Null(found.Bytes("text"));
        Assert.Null(found.Text("Elsewhere"));
    }

    [Fact]
    public async Task Columns_whose_names_differ_in_case_are_different_ones()
    {
        await Put(new Row(_partition, "a") { ["Name"] = "upper" });
        await _table.Write([RowChange.Merge(new Row(_partition, "a") { ["name"] = "lower" })], Stop);

        Row found = (await _table.Find(_partition, "a", Stop))!;

        Assert.Equal(("upper", "lower"), (found.Text("Name"), found.Text("name")));
    }

    [Fact]
    public async Task What_a_reader_does_to_a_row_changes_nothing_in_the_table()
    {
        Row written = new(_partition, "a") { ["Text"] = "x" };
        await Put(written);
        written["Text"] = "y";
        (await _table.Find(_partition, "a", Stop))!["Text"] = "z";

        Assert.Equal("x", (await _table.Find(_partition, "a", Stop))!.Text("Text"));
    }

    [Fact]
    public async Task A_merge_keeps_the_other_columns_and_a_replacement_does_not()
    {
        await Put(new Row(_partition, "a") { ["One"] = "1", ["Two"] = "2" });

        await _table.Write([RowChange.Merge(new Row(_partition, "a") { ["Two"] = "two", ["Three"] = "3" })], Stop);
        Row merged = (await _table.Find(_partition, "a", Stop))!;
        await _table.Write([RowChange.Replace(new Row(_partition, "a") { ["Four"] = "4" }, merged.Version)], Stop);
        Row replaced = (await _table.Find(_partition, "a", Stop))!;

        Assert.Equal(("1", "two", "3"), (merged.Text("One"), merged.Text("Two"), merged.Text("Three")));
        Assert.Equal(["Four"], replaced.Columns.Keys);
    }

    [Fact]
    public async Task Without_a_version_a_row_is_added_where_none_is_and_its_absence_is_accepted()
    {
        IReadOnlyList<string>? versions = await _table.Write(
            [
                RowChange.Merge(new Row(_partition, "a") { ["X"] = 1 }), RowChange.Delete(_partition, "gone"), RowChange.Replace(new Row(_partition, "b") { ["X"] = 2 }),
                RowChange.Delete(_partition, "gone too"),
            ], Stop);

        Assert.Equal(["", ""], versions!.Where((_, i) => i is 1 or 3));
        Assert.Equal([versions![0], versions[2]], (await Read(RowRange.Of(_partition))).Select(row => row.Version));
        Assert.Equal([""], await _table.Write([RowChange.Delete(_partition, "gone")], Stop));
        Assert.Equal(["", ""], await _table.Write([RowChange.Delete(_partition, "gone"), RowChange.Delete(_partition, "gone too")], Stop));
    }

    [Fact]
    public async Task Every_write_gives_a_row_another_version()
    {
        HashSet<string> versions = [];
        for (int i = 0; i < 30; i++)
        {
            Assert.True(versions.Add((await _table.Write([RowChange.Merge(new Row(_partition, "a") { ["X"] = 1 })], Stop))![0]));
            Assert.True(versions.Add((await _table.Write([RowChange.Replace(new Row(_partition, "a")), RowChange.Merge(new Row(_partition, "b"))], Stop))![0]));
        }

        await _table.Write([RowChange.Delete(_partition, "a")], Stop);
        Assert.True(versions.Add((await _table.Write([RowChange.Add(new Row(_partition, "a"))], Stop))![0]));
    }

    [Theory]
    [InlineData("add what is there")]
    [InlineData("merge what changed")]
    [InlineData("replace what changed")]
    [InlineData("delete what changed")]
    [InlineData("merge what is gone")]
    [InlineData("replace what is gone")]
    [InlineData("delete what is gone")]
    public async Task A_row_that_is_not_as_its_change_says_fails_the_write_and_nothing_of_it_was_written(string change)
    {
        string old = (await _table.Write([RowChange.Add(new Row(_partition, "a") { ["X"] = 1 })], Stop))![0];
        string now = (await _table.Write([RowChange.Merge(new Row(_partition, "a") { ["X"] = 2 })], Stop))![0];
        string key = change.EndsWith("gone", StringComparison.Ordinal) ? "gone" : "a";
        Row row = new(_partition, key) { ["X"] = 3 };
        RowChange failing = change.Split(' ')[0] switch
        {
            "add" => RowChange.Add(row), "merge" => RowChange.Merge(row, old), "replace" => RowChange.Replace(row, old), _ => RowChange.Delete(_partition, key, old),
        };

        Assert.Null(await _table.Write([failing], Stop));
        Assert.Null(await _table.Write([RowChange.Add(new Row(_partition, "new")), failing, RowChange.Merge(new Row(_partition, "other"))], Stop));
        Assert.Null(await _table.Write([RowChange.Delete(_partition, "never"), failing], Stop));

        Row left = Assert.Single(await Read(RowRange.Of(_partition)));
        Assert.Equal(("a", 2, now), (left.Key, left.Number("X"), left.Version));
    }

    [Fact]
    public async Task Of_many_writers_of_one_version_one_wins()
    {
        string version = (await _table.Write([RowChange.Add(new Row(_partition, "a"))], Stop))![0];

        IReadOnlyList<string>?[] written = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _table.Write([RowChange.Merge(new Row(_partition, "a") { ["By"] = i }, version)], Stop)));
        IReadOnlyList<string>?[] added = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _table.Write([RowChange.Add(new Row(_partition, "b") { ["By"] = i })], Stop)));

        Assert.Equal(Array.FindIndex(written, one => one is not null), (await _table.Find(_partition, "a", Stop))!.Number("By"));
        Assert.Equal(Array.FindIndex(added, one => one is not null), (await _table.Find(_partition, "b", Stop))!.Number("By"));
        Assert.Single(written, one => one is not null);
        Assert.Single(added, one => one is not null);
    }

    [Fact]
    public async Task A_deleted_row_is_gone_and_one_of_its_version_is_not_deleted_after_a_change()
    {
        IReadOnlyList<string> versions = (await _table.Write([RowChange.Add(new Row(_partition, "a")), RowChange.Add(new Row(_partition, "b"))], Stop))!;

        Assert.Equal(["", ""], await _table.Write([RowChange.Delete(_partition, "a", versions[0]), RowChange.Delete(_partition, "b")], Stop));

        Assert.Empty(await Read(RowRange.Of(_partition)));
        Assert.Null(await _table.Find(_partition, "a", Stop));
        Assert.Null(await _table.Write([RowChange.Delete(_partition, "a", versions[0])], Stop));
    }

    [Fact]
    public async Task A_range_is_in_ordinal_order_and_bounded_by_partitions_and_keys_inclusively()
    {
        string[] partitions = [_partition + "|1", _partition + "|2", _partition + "|3"];
        foreach (string partition in partitions)
        {
            await Put([.. new[] { "b", "a", "B", "c", "~", "_", "a1" }.Select(key => new Row(partition, key))]);
        }

        Assert.Equal(["B", "_", "a", "a1", "b", "c", "~"], (await Read(RowRange.Of(partitions[1]))).Select(row => row.Key));
        Assert.Equal(
            [(partitions[0], "a"), (partitions[0], "a1"), (partitions[0], "b"), (partitions[1], "a"), (partitions[1], "a1"), (partitions[1], "b")],
            (await Read(new RowRange { FromPartition = partitions[0], ToPartition = partitions[1], FromKey = "a", ToKey = "b" })).Select(row => (row.Partition, row.Key)));
        Assert.Empty(await Read(new RowRange { FromPartition = partitions[1], ToPartition = partitions[0] }));
        Assert.Empty(await Read(RowRange.Of(partitions[1]) with { FromKey = "b", ToKey = "a" }));
        Assert.Equal(21, (await Read(new RowRange { FromPartition = _partition, ToPartition = _partition + "~" })).Count);
        Assert.True((await Read(new RowRange { FromPartition = partitions[1] })).Count >= 14);
        Assert.Equal(partitions[..2], (await Read(new RowRange { ToPartition = partitions[1], Keys = ["c"] })).Select(row => row.Partition).Where(partitions.Contains));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(40)]
    public async Task Of_a_range_with_keys_come_those_that_are_there_however_many_are_asked_for(int asked)
    {
        string[] there = [.. Enumerable.Range(0, 50).Select(i => $"k{i * 2:000}")];
        await Put([.. there.Select(key => new Row(_partition, key))]);
        await Put(new Row(_partition + "-other", "k000"));
        string[] keys = [.. Enumerable.Range(0, asked).Select(i => $"k{i * 3:000}").Append("K000")];

        Assert.Equal(there.Intersect(keys), (await Read(RowRange.Of(_partition) with { Keys = keys })).Select(row => row.Key));
        Assert.Empty(await Read(RowRange.Of(_partition) with { Keys = [] }));
        Assert.Equal(
            asked == 0 ? [] : new[] { _partition, _partition + "-other" },
            (await Read(new RowRange { Keys = keys })).Where(row => row.Key == "k000" && row.Partition.StartsWith(_partition, StringComparison.Ordinal)).Select(row => row.Partition));
    }

    [Fact]
    public async Task Times_bound_a_range_from_the_first_inclusively_to_the_last_exclusively_and_leave_out_rows_without_them()
    {
        await Put(
            new Row(_partition, "a") { ["At"] = Noon.AddTicks(-1), ["Seen"] = Noon }, new Row(_partition, "b") { ["At"] = Noon, ["Seen"] = Noon }, new Row(_partition, "c") { ["At"] = Noon.AddTicks(9) },
            new Row(_partition, "d") { ["At"] = Noon.AddTicks(10), ["Seen"] = Noon }, new Row(_partition, "e"), new Row(_partition, "f") { ["At"] = "2026-06-19T12:00:00Z", ["Seen"] = Noon },
            new Row(_partition, "g") { ["At"] = 12, ["Seen"] = Noon }, new Row(_partition, "h") { ["At"] = new DateTimeOffset(1605, 1, 1, 0, 0, 0, TimeSpan.Zero), ["Seen"] = Noon });

        Assert.Equal("bc", await Keys(("At", Noon, Noon.AddTicks(10))));
        Assert.Equal("bcd", await Keys(("At", Noon.ToOffset(TimeSpan.FromHours(5)), null)));
        Assert.Equal("abch", await Keys(("At", null, Noon.AddTicks(10))));
        Assert.Equal("abcdh", await Keys(("At", null, null)));
        Assert.Equal("bd", await Keys(("At", Noon, null), ("Seen", null, null)));
        Assert.Equal("", await Keys(("Elsewhere", null, null)));
        Assert.Equal("", await Keys(("At", Noon.AddTicks(1), Noon.AddTicks(9))));

        async Task<string> Keys(params (string, DateTimeOffset?, DateTimeOffset?)[] times) =>
            string.Concat((await Read(RowRange.Of(_partition) with { Times = times, Columns = [] })).Select(row => row.Key));
    }

    [Fact]
    public async Task Of_a_range_only_the_columns_come_that_are_asked_for()
    {
        await Put(new Row(_partition, "a") { ["One"] = 1, ["Two"] = 2, ["At"] = Noon });

        Row some = Assert.Single(await Read(RowRange.Of(_partition) with { Columns = ["Two", "Three"], Times = [("At", Noon, null)] }));
        Row none = Assert.Single(await Read(RowRange.Of(_partition) with { Columns = [] }));

        Assert.Equal(["Two"], some.Columns.Keys);
        Assert.Empty(none.Columns);
        Assert.Equal((_partition, "a"), (none.Partition, none.Key));
    }

    [Fact]
    public async Task Thousands_of_rows_come_in_one_range_and_what_is_written_meanwhile_breaks_nothing()
    {
        for (int batch = 0; batch < 25; batch++)
        {
            await Put([.. Enumerable.Range(batch * RowChange.Most, RowChange.Most).Select(i => new Row(_partition, $"{i:00000}"))]);
        }

        List<string> keys = [];
        await foreach (Row row in _table.Range(RowRange.Of(_partition), Stop))
        {
            keys.Add(row.Key);
            if (keys.Count % 500 == 0)
            {
                await _table.Write([RowChange.Delete(_partition, row.Key), RowChange.Add(new Row(_partition, row.Key + "a"))], Stop);
            }
        }

        Assert.Equal(Enumerable.Range(0, 2500).Select(i => $"{i:00000}"), keys.Where(key => !key.EndsWith('a')));
    }

    [Fact]
    public async Task A_write_that_no_table_takes_is_refused_and_says_why()
    {
        Row[] many = [.. Enumerable.Range(0, RowChange.Most + 1).Select(i => new Row(_partition, $"{i}"))];
        RowChange[][] refused =
        [
            [], [.. many.Select(RowChange.Add)], [RowChange.Add(many[0]), RowChange.Add(new Row(_partition + "2", "a"))], [RowChange.Add(many[0]), RowChange.Delete(_partition, many[0].Key)],
            [RowChange.Add(new Row(_partition, "a") { ["Text"] = new string('x', (32 * 1024) + 1) })], [RowChange.Add(new Row(_partition, "a") { ["Bytes"] = new byte[(64 * 1024) + 1] })],
        ];

        foreach (RowChange[] changes in refused)
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await _table.Write(changes, Stop));
        }

        await Put(new Row(_partition, "a") { ["Text"] = new string('x', 32 * 1024), ["Bytes"] = new byte[64 * 1024] });
        Assert.Single(await Read(RowRange.Of(_partition)));
    }

    [Fact]
    public async Task Writers_and_readers_at_once_disturb_nobody()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            for (int i = 0; i < 20; i++)
            {
                await Put(new Row(_partition, $"{writer}-{i:00}") { ["X"] = i });
                Assert.Equal(i + 1, (await Read(RowRange.Of(_partition) with { FromKey = $"{writer}-", ToKey = $"{writer}-~" })).Count);
            }
        }));

        Assert.Equal(160, (await Read(RowRange.Of(_partition))).Count);
    }

    private async Task Put(params Row[] rows) => Assert.NotNull(await _table.Write([.. rows.Select(RowChange.Add)], Stop));

    private async Task<IReadOnlyList<Row>> Read(RowRange range) => await _table.Range(range, Stop).ToListAsync(Stop);
}
