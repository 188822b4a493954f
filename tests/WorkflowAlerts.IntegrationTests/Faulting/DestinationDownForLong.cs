using Microsoft.AspNetCore.Http;
using WorkflowAlerts.IntegrationTests.Proving;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.IntegrationTests.Faulting;

/// <summary>Slack is down for what is an hour at a 240th of the usual pauses; Teams must not notice.</summary>
internal sealed class DestinationDownForLong : FaultScenario
{
    private bool _teamsWentOn;

    public override string Name => "one destination is down for an hour (at a 240th of the pauses) while the other goes on";

    public override TimeSpan Lasts => TimeSpan.FromSeconds(15);

    public override bool WasMet => _teamsWentOn;

    public override async Task<bool> Act(string boundary, Moment moment, HttpContext context) =>
        boundary == "slack POST" && moment == Moment.Before && await Answer(context, 503);

    public override Task Look(FaultStage stage)
    {
        Audit audit = Audit.Of(stage.Runs, stage.World, (_, destination) => destination == World.Slack);
        _teamsWentOn |= audit is { Expected: > 0, Lost: 0 };
        return Task.CompletedTask;
    }

    public override async IAsyncEnumerable<string> Faults(FaultStage stage)
    {
        await Task.CompletedTask;
        if (!_teamsWentOn)
        {
            yield return "Teams did not get its messages while Slack was down";
        }
    }
}
