using WorkflowAlerts.Telling;
using System.Text;
using System.Text.Json;
using CsCheck;
using WorkflowAlerts.Cli;
using WorkflowAlerts.Cli.Replaying;
using WorkflowAlerts.Cli.Replaying.Filing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Tests.Runs;

namespace WorkflowAlerts.Tests.Replaying;

public sealed class HistoryFileTests : IDisposable
{
    private static readonly DateTimeOffset Start = Replayed.Start;

    private static readonly Gen<DateTimeOffset> Time = Gen.Long[0, TimeSpan.FromDays(30).Ticks].Select(ticks => Start.AddTicks(ticks));

    private static readonly Gen<RunError> AnError = Gen.Select(
        AnyText.WellFormed, AnyText.WellFormed, Gen.Enum<Attribution>(), Gen.Bool.Select(some => some ? JsonElement.Parse("""{"a":[1.50,null,"x"]}""") : (JsonElement?)null),
        (type, message, attribution, data) => new RunError(type, message, attribution, data));

    private static readonly Gen<WorkflowRun> ARun = Gen.Select(
        AnyText.WellFormed, AnyText.WellFormed, AnyText.WellFormed, Time, Time.Nullable(), AnError.Array[0, 3], Gen.Long.Nullable(),
        (id, name, person, created, ended, errors, warn) => new WorkflowRun
        {
            Id = "wf-" + id, Tenant = "acme", Type = "courier.group/run", Name = name, State = "failed", CreatedAt = created, EndedAt = ended, PrincipalName = person, PrincipalEmail = "a@b.example",
            PrincipalId = "google|a@b.example", LaunchedVersion = "etv-1", WarnAfterMs = warn, Errors = errors,
            TaskInstances = [new TaskInstance { Id = "wft-1", State = "failed", Label = name, Errors = errors, EndedAt = ended, TimeoutMs = warn }],
        });

    private readonly string _folder = Directory.CreateTempSubdirectory("workflow-alerts-history-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_saved_is_read_again() => await ARun.Array[0, 5].SampleAsync(async runs =>
    {
        PastRuns history = History(runs);

        PastRuns read = await Read(await Bytes(history, emails: true));

        Assert.Equal((history.From, history.To, history.ReadFrom), (read.From, read.To, read.ReadFrom));
        Assert.Equal(history.Tenants, read.Tenants);
        Assert.Equal(runs.Select(Form), read.Runs.Select(Form));
    });

    [Fact]
    public async Task A_file_that_is_cut_off_anywhere_is_noticed_with_the_line() => await Gen.Select(ARun.Array[0, 4], Gen.Double[0, 1]).SampleAsync(async (runs, where) =>
    {
        byte[] whole = await Bytes(History(runs), emails: false);

        // The line break at the end says nothing.
        byte[] cut = whole[..(int)(where * (whole.Length - 2))];

        UsageException wrong = await Assert.ThrowsAsync<UsageException>(() => Read(cut));
        Assert.StartsWith("h.jsonl", wrong.Message, StringComparison.Ordinal);
    });

    [Fact]
    public async Task A_lost_line_is_noticed()
    {
        string[] lines = Encoding.UTF8.GetString(await Bytes(History(Runs(3)), emails: false)).Split('\n');

        UsageException wrong = await Assert.ThrowsAsync<UsageException>(() => Read(Encoding.UTF8.GetBytes(string.Join('\n', lines.Where((_, i) => i != 2)))));

        Assert.Equal("h.jsonl, line 4: there should be 3 runs before this line, and there are 2; lines were lost or added. Save it again with \"workflow-alerts replay --save\".", wrong.Message);
    }

    [Theory]
    [InlineData("", "h.jsonl, line 1: the file is empty.")]
    [InlineData("hello\n", "h.jsonl is no saved history:")]
    [InlineData("""{"name":"workflow-alerts-history","version":2,"whatever":1}""", "h.jsonl, line 1: the history is of version 2, and this program reads version 1.")]
    [InlineData("""{"name":"workflow-alerts-history","version":1}""", "h.jsonl, line 1: the heading lacks")]
    [InlineData("HEAD\n{\"id\":", "h.jsonl, line 2: this is no JSON;")]
    [InlineData("HEAD\n{\"tenant\":\"acme\"}", "h.jsonl, line 2: this is no run:")]
    [InlineData("HEAD\n{\"tenant\":\"other\",\"id\":\"wf-1\"}", "h.jsonl, line 2: the run names none of the tenants in the heading.")]
    [InlineData("HEAD\n[]", "h.jsonl, line 2: the run names none")]
    [InlineData("HEAD\n{\"runs\":0}\nmore", "h.jsonl, line 3: something comes after the end.")]
    [InlineData("HEAD\n{\"runs\":null}", "h.jsonl, line 2: the number of runs cannot be read.")]
    [InlineData("HEAD\n{\"runs\":", "h.jsonl, line 2: this is no JSON;")]
    public async Task Damage_is_said_with_file_and_line(string text, string message)
    {
        const string head = """{"name":"workflow-alerts-history","version":1,"tenants":["acme"],"read_from":"2026-06-01T00:00:00Z","from":"2026-06-02T00:00:00Z","to":"2026-06-03T00:00:00Z"}""";

        UsageException wrong = await Assert.ThrowsAsync<UsageException>(() => Read(Encoding.UTF8.GetBytes(text.Replace("HEAD", head, StringComparison.Ordinal))));

        Assert.StartsWith(message, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_damage()
    {
        byte[] bytes = await Bytes(History(Runs(2)), emails: false);
        bytes[bytes.AsSpan().IndexOf("couriers"u8)] = 0xff;

        Assert.Contains("line 1", (await Assert.ThrowsAsync<UsageException>(() => Read(bytes))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_are_saved_only_where_the_configuration_uses_them()
    {
        Assert.DoesNotContain("b.example", Encoding.UTF8.GetString(await Bytes(History(Runs(1)), emails: false)), StringComparison.Ordinal);
        Assert.Contains("a@b.example", Encoding.UTF8.GetString(await Bytes(History(Runs(1)), emails: true)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("h.jsonl")]
    [InlineData("h.jsonl.gz")]
    public async Task A_file_is_packed_where_its_name_says_so(string name)
    {
        string path = Path.Combine(_folder, name);
        await HistoryWriter.Save(path, History(Runs(700)), emails: false, Stop);

        List<double> shares = [];
        Assert.Equal(700, (await HistoryReader.Read(path, shares.Add, Stop)).Runs.Count);
        Assert.InRange(Assert.Single(shares), 0.5, 1);
        Assert.Equal([path], Directory.GetFiles(_folder));
        byte[] bytes = await File.ReadAllBytesAsync(path, Stop);
        Assert.Equal(name.EndsWith("gz", StringComparison.Ordinal), bytes[0] == 0x1f);

        await File.WriteAllBytesAsync(path, bytes[..(bytes.Length / 2)], Stop);
        Assert.Contains(path, (await Assert.ThrowsAsync<UsageException>(() => HistoryReader.Read(path, _ => { }, Stop))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_packed_although_its_name_says_so_is_named()
    {
        string path = Path.Combine(_folder, "h.jsonl.gz");
        await File.WriteAllTextAsync(path, "{}", Stop);

        Assert.Contains("not packed although its name ends in .gz", (await Assert.ThrowsAsync<UsageException>(() => HistoryReader.Read(path, _ => { }, Stop))).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", (await Assert.ThrowsAsync<UsageException>(() => HistoryReader.Read(path + "x", _ => { }, Stop))).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be saved", (await Assert.ThrowsAsync<UsageException>(() => HistoryWriter.Save(Path.Combine(_folder, "no", "h"), History(Runs(1)), false, Stop))).Message, StringComparison.Ordinal);
    }

    private static WorkflowRun[] Runs(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Replayed.Run("Nightly couriers", "failed", Start.AddMinutes(i), tenant: "acme") with { PrincipalEmail = "a@b.example", PrincipalId = "google|a@b.example" })];

    private static PastRuns History(IReadOnlyList<WorkflowRun> runs) =>
        new() { Tenants = ["acme", "acme-sb"], ReadFrom = Start.AddDays(-15), From = Start, To = Start.AddDays(30), Runs = runs };

    // Records compare lists by reference, and JSON not at all.
    private static string Form(WorkflowRun run) => $"{run} {string.Join("; ", run.Errors.Select(Form))} {string.Join("; ", run.TaskInstances.Select(task => $"{task} {string.Join("; ", task.Errors.Select(Form))}"))}"
        .Replace(run.Errors.ToString()!, "", StringComparison.Ordinal).Replace(run.TaskInstances.ToString()!, "", StringComparison.Ordinal);

    private static string Form(RunError error) => $"{error.Type}|{error.Message}|{error.Attribution}|{error.Data?.GetRawText()}";

    private static async Task<byte[]> Bytes(PastRuns history, bool emails)
    {
        using MemoryStream stream = new();
        await HistoryWriter.Write(stream, history, emails, Stop);
        return stream.ToArray();
    }

    private static async Task<PastRuns> Read(byte[] bytes) => await HistoryReader.Read("h.jsonl", new MemoryStream(bytes), Stop);
}
