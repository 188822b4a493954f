using WorkflowAlerts.Sending;
using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.Polling;

namespace WorkflowAlerts.Simulation;

/// <summary>The product on simulated time: time passes as it is told to, messages come off the queue when they become visible, and polls happen when asked for.</summary>
public sealed class SimulatedProduct(ServiceProvider product, SimulatedClock clock, SimulatedQueue queue)
{
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
        while (queue.Receive() is { } body)
        {
            await _pipeline.Run(body, cancellationToken);
        }
    }
}
