using WorkflowAlerts.Telling;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.IntegrationTests.Storage;

/// <summary>What holds of all incidents: those in Azure Storage, and those in memory.</summary>
public abstract class IncidentContract
{
    private static readonly DateTimeOffset Six = new(2026, 6, 19, 6, 0, 0, TimeSpan.Zero);

    private readonly Incidents _incidents;

    internal IncidentContract(IStorage storage) => _incidents = new Incidents(storage, Damage.None());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_written_is_read_whatever_the_workflow_is_called()
    {
        Incident[] written =
        [
            Failed("courier.group/run", "Nightly /couriers\\ #1? \t\0 🧦", 1), Failed("courier.group/run", new string('x', 500), 2), Failed("", "no type", 3), Failed("a", "bc", 4), Failed("ab", "c", 5),
        ];

        await _incidents.Write(written, Stop);
        IReadOnlyDictionary<WorkflowKey, Incident> read = await _incidents.Read("socktown", Stop);

        Assert.All(written, incident =>
        {
            Incident known = read[incident.Workflow];
            Assert.Equal((incident.LastSuccess, incident.Failures.Single().RunId), (known.LastSuccess, known.Failures.Single().RunId));
            Assert.Equal(["data-team"], known.Failures.Single().To);
        });
        Assert.Equal(3, (await _incidents.Find(written[2].Workflow, Stop))!.Failures.Single().EndedAt.Minute);
        Assert.Null(await _incidents.Find(new WorkflowKey("socktown", "un", "known"), Stop));
    }

    [Fact]
    public async Task Many_instances_that_write_at_once_lose_nothing_of_each_other()
    {
        Incident[] each = [.. Enumerable.Range(1, 30).Select(minute => Failed("stitch.run", "Contended", minute))];

        await Task.WhenAll(each.Select(incident => _incidents.Write([incident], Stop)));

        Assert.Equal(30, (await _incidents.Find(each[0].Workflow, Stop))!.Failures.Count);
    }

    [Fact]
    public async Task The_longest_streak_fits_a_row()
    {
        Incident incident = Enumerable.Range(0, 150).Aggregate(
            new Incident(new WorkflowKey("socktown", "stitch.run", "Long")),
            (known, i) => known.Failed(new Failure(Six.AddMinutes(i), new string('w', 300) + i, [.. Enumerable.Range(0, 5).Select(n => $"destination-{n}")])));

        await _incidents.Write([incident], Stop);

        Assert.Equal(Incident.MostFailures, (await _incidents.Find(incident.Workflow, Stop))!.Failures.Count);
    }

    [Fact]
    public async Task Hundreds_of_workflows_are_written_in_few_calls_whatever_is_known_of_them()
    {
        Incident[] first = [.. Enumerable.Range(0, 250).Select(i => Failed("courier.group/run", $"Many {i}", 1))];
        IReadOnlyCollection<Incident> written = await _incidents.Write(first, Stop);
        Incident[] more = [.. written.Select(incident => incident.Failed(new Failure(Six.AddMinutes(2), "wf-2", ["data-team"])))];

        // As another instance that knows of nothing, and of one that knows an old version: what each wrote stays.
        await _incidents.Write([Failed("courier.group/run", "Many 7", 5)], Stop);
        IReadOnlyCollection<Incident> again = await _incidents.Write(more, Stop);

        Assert.Equal(250, again.Count);
        Assert.All(again, incident => Assert.Equal(incident.Workflow.Name == "Many 7" ? 3 : 2, incident.Failures.Count));
        IReadOnlyDictionary<WorkflowKey, Incident> read = await _incidents.Read("socktown", Stop);
        Assert.All(again, incident => Assert.Equal((incident.Version, incident.Failures.Count), (read[incident.Workflow].Version, read[incident.Workflow].Failures.Count)));
    }

    [Fact]
    public async Task A_hundred_of_the_longest_streaks_are_written_though_no_transaction_holds_them_all()
    {
        Incident[] streaks = [.. Enumerable.Range(0, 100).Select(n => Enumerable.Range(0, 100).Aggregate(
            new Incident(new WorkflowKey("longtown", "stitch.run", $"Long {n}")),
            (known, i) => known.Failed(new Failure(Six.AddMinutes(i), new string('w', 300) + i, ["data-team", "platform-oncall", "destination-3", "destination-4"]))))];

        await _incidents.Write(streaks, Stop);

        Assert.Equal(100, (await _incidents.Read("longtown", Stop)).Count);
    }

    private static Incident Failed(string type, string name, int minute) =>
        new Incident(new WorkflowKey("socktown", type, name)).Succeeded(Six).Failed(new Failure(Six.AddMinutes(minute), $"wf-{minute}", ["data-team"]));
}
