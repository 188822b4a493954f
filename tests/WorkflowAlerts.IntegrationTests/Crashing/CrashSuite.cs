using Azure.Storage.Queues;
using WorkflowAlerts.Cli.Azurite;
using WorkflowAlerts.Cli.Simulation;
using WorkflowAlerts.IntegrationTests.Proving;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Crashing;

/// <summary>
/// The command line on a real Azurite, killed again and again: before and after each kind of request it makes, then anywhere under load. What is left of
/// one process, the next ones find. At the end everything that had to arrive must have arrived.
/// </summary>
internal sealed class CrashSuite : IAsyncDisposable
{
    // A claim of a process that is gone lives for 45 seconds and a queue message's lease for a minute: after the last kill both must end.
    private static readonly TimeSpan LastRecovery = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(20);

    private readonly AzuriteProcess _azurite;
    private readonly World _world;
    private readonly RunFactory _factory;
    private readonly Random _random;
    private readonly Action<string> _progress;
    private readonly List<(SimulatedRun Run, DateTimeOffset VisibleAt)> _runs = [];
    private readonly HashSet<string> _boundaries = new(StringComparer.Ordinal);
    private readonly List<string> _broken = [];
    private int _kills;
    private int _stops;

    private CrashSuite(AzuriteProcess azurite, World world, int seed, Action<string> progress)
    {
        (_azurite, _world, _progress) = (azurite, world, progress);
        (_factory, _random) = (new RunFactory(seed, World.Tenant), new Random(seed));
    }

    /// <summary>Kills before and after each kind of request once, then <paramref name="randomKills"/> times anywhere, then lets the work be finished.</summary>
    public static async Task<CrashVerdict> Run(int randomKills, int seed, Action<string> progress, CancellationToken cancellationToken)
    {
        long start = TimeProvider.System.GetTimestamp();
        await using CrashSuite suite = new(await AzuriteProcess.Start(null, cancellationToken), await World.Start(), seed, progress);
        await suite.KillAtEveryBoundary(cancellationToken);
        await suite.KillAnywhere(randomKills, cancellationToken);
        await suite.Finish(cancellationToken);
        return new CrashVerdict(
            suite._kills, suite._stops, suite._boundaries, Audit.Of(suite._runs.Select(run => run.Run), suite._world), suite._broken, TimeProvider.System.GetElapsedTime(start));
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    private async Task KillAtEveryBoundary(CancellationToken cancellationToken)
    {
        // Only the very first poll of a tenant adds its checkpoint.
        await Kill(new KillPlan("table POST Checkpoints", Moment.Before, occurrence: 1), runs: 9, cancellationToken);
        await Kill(new KillPlan("table POST Checkpoints", Moment.After, occurrence: 1), runs: 9, cancellationToken);
        foreach (string boundary in await EveryBoundary(cancellationToken))
        {
            foreach (Moment moment in new[] { Moment.Before, Moment.After })
            {
                await Kill(new KillPlan(boundary, moment, occurrence: 1), runs: 9, cancellationToken);
            }
        }
    }

    /// <summary>What an undisturbed process comes to, from its start to the last delivery.</summary>
    private async Task<IReadOnlyCollection<string>> EveryBoundary(CancellationToken cancellationToken)
    {
        AddRuns(36);
        KillPlan never = new(null, Moment.Before, int.MaxValue);
        await using ProductProcess process = await ProductProcess.Start(_world, _azurite.ConnectionString, never.Act);
        await Until(() => Audit.Of(_runs.Select(run => run.Run), _world).Lost == 0 && new[] { "queue DELETE alerts message", "table PUT Checkpoints row" }.All(never.Seen.Contains), process, cancellationToken);
        await Stop(process);
        string[] seen = [.. never.Seen.Order(StringComparer.Ordinal)];
        _progress($"An undisturbed process comes to {seen.Length} kinds of requests: {string.Join(", ", seen)}.");
        return seen;
    }

    private async Task KillAnywhere(int kills, CancellationToken cancellationToken)
    {
        for (int i = 0; i < kills; i++)
        {
            int runs = _random.Next(1, 30);
            if (i % 10 == 9)
            {
                await StopSomewhere(runs, cancellationToken);
            }

            // Every fourth kill hits one of two processes that work at the same time; the other goes on and is killed next.
            KillPlan plan = new(null, (Moment)_random.Next(2), _random.Next(1, 120));
            if (i % 4 == 3 && i + 1 < kills)
            {
                i++;
                await Task.WhenAll(Kill(plan, runs, cancellationToken), Kill(new KillPlan(null, (Moment)_random.Next(2), _random.Next(1, 120)), 0, cancellationToken));
            }
            else
            {
                await Kill(plan, runs, cancellationToken);
            }
        }
    }

    private async Task Kill(KillPlan plan, int runs, CancellationToken cancellationToken)
    {
        AddRuns(runs);
        await using ProductProcess process = await ProductProcess.Start(_world, _azurite.ConnectionString, plan.Act);
        plan.Victim = process;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(KillLimit);
        try
        {
            string where = await plan.Killed.WaitAsync(limit.Token);
            await process.Ended(cancellationToken);
            lock (_boundaries)
            {
                _boundaries.Add(where);
                _kills++;
            }

            _progress($"{_kills}: killed {where}.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It had nothing to do that leads there: a kill all the same.
            process.Kill();
            Interlocked.Increment(ref _kills);
            _progress($"{_kills}: killed while idle.");
        }

        await CheckCheckpoint(cancellationToken);
    }

    private async Task StopSomewhere(int runs, CancellationToken cancellationToken)
    {
        AddRuns(runs);
        await using ProductProcess process = await ProductProcess.Start(_world, _azurite.ConnectionString, (_, _, _) => Task.FromResult(false));
        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(600, 2500)), TimeProvider.System, cancellationToken);
        await Stop(process);
    }

    private async Task Stop(ProductProcess process)
    {
        _stops++;
        if (!await process.Stop())
        {
            _broken.Add($"A process did not end well within 5 seconds of SIGTERM: {process.Said}");
        }
    }

    private async Task Finish(CancellationToken cancellationToken)
    {
        await using ProductProcess process = await ProductProcess.Start(_world, _azurite.ConnectionString, (_, _, _) => Task.FromResult(false));
        QueueServiceClient queues = Connection().Queues();
        await Until(() => Audit.Of(_runs.Select(run => run.Run), _world).Lost == 0 && Depth(queues, StorageNames.AlertQueue) == 0, process, cancellationToken);
        await Stop(process);
        await CheckCheckpoint(cancellationToken);
        if (Depth(queues, StorageNames.AlertQueue) + Depth(queues, StorageNames.PoisonQueue) is not 0 and int left)
        {
            _broken.Add($"{left} queue messages were left.");
        }
    }

    /// <summary>Every run that was visible before the checkpoint's poll began must be in the ledger, which is written after the queue.</summary>
    private async Task CheckCheckpoint(CancellationToken cancellationToken)
    {
        Checkpoint? checkpoint = await new CheckpointTable(Connection().Tables(), TimeProvider.System).Read(World.Tenant, cancellationToken);
        (SimulatedRun Run, DateTimeOffset VisibleAt)[] behind = [.. Visible().Where(run => run.Run.ExpectsAlert && run.VisibleAt < checkpoint?.Watermark)];
        if (behind.Length == 0)
        {
            return;
        }

        SeenAlerts seen = await new LedgerTable(Connection().Tables(), TimeProvider.System).Seen(World.Tenant, behind.Min(run => run.Run.EndedAt!.Value), behind.Max(run => run.Run.EndedAt!.Value).AddSeconds(1), cancellationToken);
        int ahead = behind.Count(run => seen.Add(new AlertKey(World.Tenant, run.Run.Id, run.Run.Canceled ? Outcome.Canceled : Outcome.Failed, run.Run.EndedAt!.Value)));
        if (ahead > 0)
        {
            _broken.Add($"The checkpoint was ahead of {ahead} runs that were not on the queue.");
        }
    }

    private (SimulatedRun Run, DateTimeOffset VisibleAt)[] Visible()
    {
        lock (_runs)
        {
            return [.. _runs];
        }
    }

    private void AddRuns(int count)
    {
        lock (_runs)
        {
            IReadOnlyList<SimulatedRun> runs = _factory.Make(count, TimeProvider.System.GetUtcNow(), TimeSpan.FromSeconds(3));
            _world.Amperity[World.Tenant].Add(runs);
            _runs.AddRange(runs.Select(run => (run, TimeProvider.System.GetUtcNow())));
        }
    }

    private async Task Until(Func<bool> done, ProductProcess process, CancellationToken cancellationToken)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!done() && TimeProvider.System.GetElapsedTime(start) < LastRecovery)
        {
            if (process.HasExited)
            {
                _broken.Add($"A process ended by itself: {process.Said}");
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
        }
    }

    private static int Depth(QueueServiceClient queues, string queue) => queues.GetQueueClient(queue).GetProperties().Value.ApproximateMessagesCount;

    private StorageConnection Connection() => new(new Microsoft.Extensions.Configuration.ConfigurationBuilder()
        .Add(new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = [new(StorageConnection.Setting, _azurite.ConnectionString)] }).Build());
}
