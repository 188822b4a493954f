namespace WorkflowAlerts.IntegrationTests.Faulting;

/// <summary>Two processes poll the same tenant every second and deliver from the same queue: nothing is told twice, since no send is cut off.</summary>
internal sealed class TwoInstances : FaultScenario
{
    public override string Name => "two instances poll and deliver at the same time";

    public override int Instances => 2;

    public override async IAsyncEnumerable<string> Faults(FaultStage stage)
    {
        await Task.CompletedTask;
        if (Proving.Audit.Of(stage.Runs, stage.World).Repeated is not 0 and int repeated)
        {
            yield return $"{repeated} were told twice";
        }
    }
}
