using WorkflowAlerts.Runs;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.IntegrationTests.Storage;

/// <summary>What holds of all incidents: those in Azure Storage, and those in memory that replays use.</summary>
public abstract class IncidentContract
{
    private static readonly DateTimeOffset Six = new(2026, 6, 19, 6, 0, 0, TimeSpan.Zero);

    private readonly IIncidents _incidents;

    internal IncidentContract(IIncidents incidents) => _incidents = incidents;

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

    private static Incident Failed(string type, string name, int minute) =>
        new Incident(new WorkflowKey("socktown", type, name)).Succeeded(Six).Failed(new Failure(Six.AddMinutes(minute), $"wf-{minute}", ["data-team"]));
}
