using Microsoft.AspNetCore.Http;
using WorkflowAlerts.IntegrationTests.Proving;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.IntegrationTests.Faulting;

/// <summary>One way for the world to fail for a while, on the real command line, and what must be true of it besides that nothing is lost.</summary>
internal abstract class FaultScenario
{
    public abstract string Name { get; }

    /// <summary>How long the fault lasts.</summary>
    public virtual TimeSpan Lasts => TimeSpan.FromSeconds(8);

    /// <summary>Whether the product has met the fault. It stays on until then: a busy machine may take longer than it lasts to send the first message.</summary>
    public virtual bool WasMet => true;

    /// <summary>How many processes work at the same time.</summary>
    public virtual int Instances => 1;

    /// <summary>Whether a run of this scenario may have its messages refused, which is then announced, or accepted and never posted.</summary>
    public virtual bool MayBeMissing(SimulatedRun run, string destination) => false;

    /// <summary>Settings of its own, as environment variables.</summary>
    public virtual void Change(Dictionary<string, string> settings)
    {
    }

    /// <summary>A <c>host.json</c> of its own, or null.</summary>
    public virtual string? HostJson => null;

    /// <summary>What is there before the product starts.</summary>
    public virtual Task Prepare(FaultStage stage) => Task.CompletedTask;

    /// <summary>The runs to tell of. Called a few times while the fault lasts.</summary>
    public virtual IReadOnlyList<SimulatedRun> Runs(RunFactory factory, int count) => factory.Make(count, TimeProvider.System.GetUtcNow(), TimeSpan.FromSeconds(2));

    /// <summary>The fault. Called before and after every request is forwarded; true: it is answered, or nobody shall hear the answer.</summary>
    public virtual Task<bool> Act(string boundary, Moment moment, HttpContext context) => Task.FromResult(false);

    /// <summary>Looks at something while the fault lasts, a few times a second.</summary>
    public virtual Task Look(FaultStage stage) => Task.CompletedTask;

    /// <summary>What is wrong at the end, in sentences.</summary>
    public virtual async IAsyncEnumerable<string> Faults(FaultStage stage)
    {
        await Task.CompletedTask;
        yield break;
    }

    protected static async Task<bool> Answer(HttpContext context, int status, string body = "", string? retryAfter = null)
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        await context.Response.WriteAsync(body);
        return true;
    }

    protected static bool Reset(HttpContext context)
    {
        context.Abort();
        return true;
    }

    /// <summary>All scenarios, in order.</summary>
    public static IReadOnlyList<FaultScenario> All() =>
    [
        new BadAnswersFromWebhooks(), new ThrottledStorage(), new TroubleAtAmperity(), new TwoInstances(), new DestinationDownForLong(), new RetryAfterOfMinutes(), new RefusingDestination(),
        new AcceptedThenSilence(), new BadMessagesOnTheQueue(), new FullLedgerPartition(), new HostileIds(),
    ];
}
