using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using WorkflowAlerts.IntegrationTests.Proving;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.IntegrationTests.Faulting;

/// <summary>Teams answers 202 and posts nothing. No sender can notice; the ledger says "202", which is what there is to know.</summary>
internal sealed class AcceptedThenSilence : FaultScenario
{
    private readonly ConcurrentDictionary<string, bool> _silent = [];

    public override string Name => "Teams accepts and stays silent (no sender can notice; recorded as 202)";

    public override bool MayBeMissing(SimulatedRun run, string destination) => destination == World.Teams && _silent.ContainsKey(run.Id);

    public override async Task<bool> Act(string boundary, Moment moment, HttpContext context)
    {
        if (boundary != "teams POST" || moment != Moment.Before)
        {
            return false;
        }

        context.Request.Body.Position = 0;
        string body = await new StreamReader(context.Request.Body).ReadToEndAsync();
        foreach (string run in ReceivedMessage.RunIdsIn(body))
        {
            _silent[run] = true;
        }

        return await Answer(context, 202);
    }
}
