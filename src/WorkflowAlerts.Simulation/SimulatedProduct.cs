using WorkflowAlerts.Sending;
using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Memory;

namespace WorkflowAlerts.Simulation;

/// <summary>The product on simulated time: time passes as it is told to, messages come off the queue when they become visible, and polls happen when asked for.</summary>
public sealed class SimulatedProduct(ServiceProvider product, SimulatedClock clock, MemoryQueue queue)
{
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(10);

    private readonly PollRound _round = product.GetRequiredService<PollRound>();
    private readonly AlertPipeline _pipeline = product.GetRequiredService<AlertPipeline>();

    /// <summary>Lets time pass up to a moment. What becomes visible on the queue before it is delivered at its own time.</summary>
    public async Task PassUntil(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        while (queue.NextAt is { } next && next < moment)
        {
            if (next > clock.GetUtcNow())
            {
                clock.Set(next);
            }

            await Deliver(cancellationToken);
        }

        clock.Set(moment);
    }

    /// <summary>Polls, as the timer does, and delivers what is due.</summary>
    public async Task<IReadOnlyList<PollReport>> Tick(CancellationToken cancellationToken)
    {
        IReadOnlyList<PollReport> polls = await _round.Run(cancellationToken);
        await Deliver(cancellationToken);
        return polls;
    }

    private async Task Deliver(CancellationToken cancellationToken)
    {
        while (await queue.Receive(1, s_lease, cancellationToken) is [QueuedMessage message])
        {
            await _pipeline.Run(message.Body, cancellationToken);
            await queue.Delete(message.Receipt, cancellationToken);
        }
    }
}
