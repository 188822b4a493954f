using WorkflowAlerts.Runs;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Cli.Demo;

/// <summary>The runs of a live demo: those that end by themselves, and those that somebody asks for.</summary>
internal sealed class DemoRuns(DemoWorld world, int seed, TimeProvider time)
{
    private const string HostileName = "<img src=x onerror=alert(1)> </script><script>alert(2)</script> <!channel> [free](https://example.com) <at>Everyone</at> *bold*";

    private readonly RunFactory _factory = new(seed, DemoWorld.Tenant);
    private readonly Lock _lock = new();
    private readonly List<SimulatedRun> _made = [];
    private SimulatedRun? _failed;

    /// <summary>All runs made so far.</summary>
    public IReadOnlyList<SimulatedRun> Made
    {
        get
        {
            lock (_lock)
            {
                return [.. _made];
            }
        }
    }

    /// <summary>Lets some runs end, of which some badly, as on any day.</summary>
    public void Add(int count) => Add(Enumerable.Range(0, count).Select(_ => _factory.Make(time.GetUtcNow())));

    /// <summary>Lets a workflow fail by somebody's error.</summary>
    public SimulatedRun Fail(Attribution attribution) =>
        _failed = Add([_factory.Make(time.GetUtcNow(), RunKind.All().First(kind => kind.Attribution == attribution && kind.State == "failed"), Workflow(attribution))])[0];

    /// <summary>Lets somebody stop a run.</summary>
    public SimulatedRun Stop() => Add([_factory.Make(time.GetUtcNow(), RunKind.All().First(kind => kind.ManualStop), ("bridge.sync", "Databricks bridge"))])[0];

    /// <summary>Lets the workflow work again that was last made to fail; null where none was.</summary>
    public SimulatedRun? Recover()
    {
        if (_failed is not { } failed)
        {
            return null;
        }

        _failed = null;
        return Add([_factory.Make(time.GetUtcNow(), RunKind.Success, (failed.Type, failed.Name))])[0];
    }

    /// <summary>Lets many runs fail at once, of all workflows and for both sides.</summary>
    public void Storm(int count)
    {
        RunKind[] kinds = [.. RunKind.All().Where(kind => kind is { State: "failed", Name: null, Attribution: not Attribution.None })];
        Add(Enumerable.Range(0, count).Select(i => _factory.Make(time.GetUtcNow(), kinds[i % kinds.Length], RunFactory.Workflows[i % RunFactory.Workflows.Length])));
    }

    /// <summary>Lets a run fail whose name is an attempt on the page, on Slack and on Teams. It is sent to both.</summary>
    public SimulatedRun Hostile() =>
        Add([_factory.Make(time.GetUtcNow(), RunKind.All().First(kind => kind is { State: "failed", Attribution: Attribution.None }), ("campaign.send", HostileName))])[0];

    private static (string Type, string Name) Workflow(Attribution attribution) =>
        attribution == Attribution.Platform ? ("courier.group/run", "Nightly couriers") : ("campaign.send", "Customer Attribute Daily");

    private SimulatedRun[] Add(IEnumerable<SimulatedRun> runs)
    {
        // One at a time: the factory's numbers must not be taken twice.
        lock (_lock)
        {
            SimulatedRun[] added = [.. runs];
            _made.AddRange(added);
            world.Amperity[DemoWorld.Tenant].Add(added);
            return added;
        }
    }
}
