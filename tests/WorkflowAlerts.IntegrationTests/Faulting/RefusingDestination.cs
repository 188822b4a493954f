using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using WorkflowAlerts.IntegrationTests.Proving;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.IntegrationTests.Faulting;

/// <summary>Slack's webhook is gone for a while: its alerts are refused for good, recorded, and announced once; and it is told when it works again.</summary>
internal sealed class RefusingDestination : FaultScenario
{
    private readonly ConcurrentDictionary<string, bool> _refused = [];

    public override string Name => "a destination refuses for good";

    public override TimeSpan Lasts => TimeSpan.FromSeconds(6);

    public override bool WasMet => !_refused.IsEmpty;

    public override bool MayBeMissing(SimulatedRun run, string destination) => destination == World.Slack && _refused.ContainsKey(run.Id);

    public override async Task<bool> Act(string boundary, Moment moment, HttpContext context)
    {
        if (boundary != "slack POST" || moment != Moment.Before)
        {
            return false;
        }

        context.Request.Body.Position = 0;
        string body = await new StreamReader(context.Request.Body).ReadToEndAsync();
        foreach (string run in ReceivedMessage.RunIdsIn(body))
        {
            _refused[run] = true;
        }

        return await Answer(context, 404, "no_service");
    }

    public override async IAsyncEnumerable<string> Faults(FaultStage stage)
    {
        // The fault is over by now: one more failure, which is accepted, ends the trouble.
        if (!stage.Runs.Any(run => run.Name == "After the refusals"))
        {
            SimulatedRun after = stage.Runs.First(run => run is { ExpectsAlert: true, ExpectedAttribution: WorkflowAlerts.Runs.Attribution.Customer, ManualStop: false }) with
            {
                Id = "wf-20260619-99999-aftrrf", Name = "After the refusals", EndedAt = TimeProvider.System.GetUtcNow(),
            };
            stage.World.Amperity[World.Tenant].Add(after);
            stage.Runs.Add(after);
        }

        await Task.CompletedTask;
        string[] told = [.. stage.World.TeamsServer.Received.Select(message => message.Headline())];
        if (told.Count(headline => headline == "A destination refuses alerts: data-team") != 1 || told.Count(headline => headline == "A destination accepts alerts again: data-team") != 1)
        {
            yield return $"the refusal was not told once, and once more when it was over: {string.Join("; ", told.Where(headline => headline.StartsWith("A destination", StringComparison.Ordinal)))}";
        }

        if (_refused.IsEmpty)
        {
            yield return "nothing was refused";
        }
    }
}
