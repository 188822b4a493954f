using WorkflowAlerts.Telling;
using Azure.Storage.Queues;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using WorkflowAlerts.Cli.Azurite;
using WorkflowAlerts.IntegrationTests.Proving;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.IntegrationTests.Storage;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Simulation;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Azure;

namespace WorkflowAlerts.IntegrationTests.Crashing;

/// <summary>
/// The command line on a real Azurite, killed again and again: before and after each kind of request it makes, then anywhere under load. What is left of
/// one process, the next ones find. At the end everything that had to arrive must have arrived.
/// </summary>
internal sealed class CrashSuite : IAsyncDisposable
{
    private const int BoundaryTries = 4;

    private static readonly DateTimeOffset s_start = TimeProvider.System.GetUtcNow();

    private readonly AzuriteProcess _azurite;
    private readonly World _world;
    private readonly RunFactory _factory;
    private readonly Random _random;
    private readonly Action<string> _progress;
    private readonly List<(SimulatedRun Run, DateTimeOffset VisibleAt)> _runs = [];
    private readonly HashSet<string> _boundaries = new(StringComparer.Ordinal);
    private readonly List<string> _broken = [];
    private int _kills;
    private int _made;
    private int _stops;

    private readonly bool _grouped;

    private CrashSuite(AzuriteProcess azurite, World world, int seed, bool grouped, Action<string> progress)
    {
        (_azurite, _world, _grouped, _progress) = (azurite, world, grouped, progress);
        (_factory, _random) = (new RunFactory(seed, World.Tenant), new Random(seed));
    }

    /// <summary>Kills before and after each kind of request once, then anywhere, then lets the work be finished.</summary>
    /// <param name="randomKills">How often anywhere.</param>
    /// <param name="seed">What runs and kills are made from.</param>
    /// <param name="grouped">Whether routes hold, are quiet every other minute, tell of recoveries and make digests; else each alert is a message.</param>
    /// <param name="boundaries">Whether to kill at each kind of request.</param>
    /// <param name="progress">Told of each kill.</param>
    /// <param name="cancellationToken">Ends the suite.</param>
    public static async Task<CrashVerdict> Run(int randomKills, int seed, bool grouped, bool boundaries, Action<string> progress, CancellationToken cancellationToken)
    {
        long start = TimeProvider.System.GetTimestamp();
        await using CrashSuite suite = new(await AzuriteProcess.Start(null, cancellationToken), await World.Start(), seed, grouped, progress);
        if (boundaries)
        {
            await suite.KillAtEveryBoundary(cancellationToken);
        }

        await suite.KillAnywhere(randomKills, cancellationToken);
        await suite.Finish(cancellationToken);
        return new CrashVerdict(
            suite._kills, suite._stops, suite._boundaries, suite.Held(), suite._broken, TimeProvider.System.GetElapsedTime(start));
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
                await KillAt(boundary, moment, cancellationToken);
            }
        }
    }

    // What a killed process was about to send waits for a minute, and nine new runs may have nothing for that destination: then some more.
    private async Task KillAt(string boundary, Moment moment, CancellationToken cancellationToken)
    {
        for (int i = 0; i < BoundaryTries && !await Kill(new KillPlan(boundary, moment, occurrence: 1), runs: 9, cancellationToken); i++)
        {
        }
    }

    /// <summary>What an undisturbed process comes to, from its start to the last delivery.</summary>
    private async Task<IReadOnlyCollection<string>> EveryBoundary(CancellationToken cancellationToken)
    {
        AddRuns(36);
        KillPlan never = new(null, Moment.Before, int.MaxValue);
        await using ProductProcess process = await Start(never.Act);
        await Until(() => Held().Lost == 0 && new[] { "queue DELETE alerts message", "table PUT Checkpoints row" }.All(never.Seen.Contains), process, cancellationToken);
        await Stop(process);
        string[] seen = [.. never.Seen.Order(StringComparer.Ordinal)];
        _progress($"An undisturbed process comes to {seen.Length} kinds of requests: {string.Join(", ", seen)}.");
        return seen;
    }

    private async Task KillAnywhere(int kills, CancellationToken cancellationToken)
    {
        for (int i = 0; i < kills; i++)
        {
            int runs = _random.Next(1, _grouped ? 15 : 30);
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

    /// <summary>Returns whether it was killed where the plan says.</summary>
    private async Task<bool> Kill(KillPlan plan, int runs, CancellationToken cancellationToken)
    {
        bool isThere = true;
        AddRuns(runs);
        await using ProductProcess process = await Start(plan.Act);
        plan.Victim = process;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Eventually.Limit);
        await Task.WhenAny(plan.Killed, plan.Idle).WaitAsync(limit.Token);
        if (plan.Killed.IsCompleted)
        {
            string where = await plan.Killed;
            await process.Ended(cancellationToken);
            lock (_boundaries)
            {
                _boundaries.Add(where);
                _kills++;
            }

            _progress($"{_kills}: killed {where}.");
        }
        else
        {
            // It had nothing to do that leads there: a kill all the same.
            isThere = false;
            process.Kill();
            Interlocked.Increment(ref _kills);
            _progress($"{_kills}: killed while idle.");
        }

        await CheckCheckpoint(cancellationToken);
        return isThere;
    }

    private async Task StopSomewhere(int runs, CancellationToken cancellationToken)
    {
        AddRuns(runs);
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ProductProcess process = await Start((_, _, _) =>
        {
            begun.TrySetResult();
            return Task.FromResult(false);
        });

        // Before its first request it is .NET that starts, and that a signal just ends.
        await begun.Task.WaitAsync(Eventually.Limit, cancellationToken);
        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(2000)), TimeProvider.System, cancellationToken);
        await Stop(process);
    }

    private async Task Stop(ProductProcess process)
    {
        _stops++;
        if (!await process.Stop())
        {
            _broken.Add($"A process did not end by itself after SIGTERM: {process.Said}");
        }
    }

    private async Task Finish(CancellationToken cancellationToken)
    {
        await using ProductProcess process = await Start((_, _, _) => Task.FromResult(false));
        QueueServiceClient queues = Connection().Queues();
        await Until(() => Held().Lost == 0 && Depth(queues, StorageNames.AlertQueue) == 0, process, cancellationToken);
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
        Checkpoint? checkpoint = await new Checkpoints(new AzureStorage(Connection(), NullLogger<AzureStorage>.Instance), Damage.None(), TimeProvider.System).Read(World.Tenant, cancellationToken);
        (SimulatedRun Run, DateTimeOffset VisibleAt)[] behind = [.. Visible().Where(run => run.Run.ExpectsAlert && run.VisibleAt < checkpoint?.Watermark)];
        if (behind.Length == 0)
        {
            return;
        }

        SeenMessages seen = await new LedgerTable(Connection().Tables(), TimeProvider.System).Seen(World.Tenant, behind.Min(run => run.Run.EndedAt!.Value), behind.Max(run => run.Run.EndedAt!.Value).AddSeconds(1), cancellationToken);
        int ahead = behind.Count(run => seen.Add(new MessageKey(World.Tenant, run.Run.Id, run.Run.Canceled ? Outcome.Canceled : Outcome.Failed, run.Run.EndedAt!.Value)));
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
            runs = _grouped ? [.. runs.Select(run => run with { Name = $"Workflow {_made++ / 3}", Type = "courier.group/run" })] : runs;
            _world.Amperity[World.Tenant].Add(runs);
            _runs.AddRange(runs.Select(run => (run, TimeProvider.System.GetUtcNow())));
        }
    }

    private async Task Until(Func<bool> done, ProductProcess process, CancellationToken cancellationToken)
    {
        await Eventually.IsTrue(() => process.HasExited || done(), cancellationToken);
        if (process.HasExited)
        {
            _broken.Add($"A process ended by itself: {process.Said}");
        }
    }

    private Audit Held() => _grouped ? GroupedAudit.Of(Visible().Select(run => run.Run), _world) : Audit.Of(Visible().Select(run => run.Run), _world);

    private Task<ProductProcess> Start(Func<string, Moment, HttpContext, Task<bool>> act) => ProductProcess.Start(_world, _azurite.ConnectionString, act, _grouped ? Group : Alone);

    // A look-up of the failing task lets a send be recorded before the next one is claimed; without, both travel side by side. The grouped form has it on.
    private static void Alone(Dictionary<string, string> settings) => settings["WorkflowAlerts__Details__Enabled"] = "false";

    // Three failures of a workflow at most, so that every message names every run it stands for.
    private static void Group(Dictionary<string, string> settings)
    {
        settings["WorkflowAlerts__Routes__0__Hold"] = "00:00:03";
        settings["WorkflowAlerts__Digest__Threshold"] = "4";
        settings["WorkflowAlerts__Digest__MaxCards"] = "10";
        foreach (int route in new[] { 0, 1, 2 })
        {
            settings[$"WorkflowAlerts__Routes__{route}__Recovered"] = "true";
        }

        for (int i = 0; i < 30; i++)
        {
            // Every other minute of this hour.
            DateTimeOffset from = s_start.AddMinutes(2 * i);
            settings[$"WorkflowAlerts__Routes__1__Quiet__{i}__Days__0"] = "mon-sun";
            settings[$"WorkflowAlerts__Routes__1__Quiet__{i}__From"] = $"{from:HH:mm}";
            settings[$"WorkflowAlerts__Routes__1__Quiet__{i}__To"] = $"{from.AddMinutes(1):HH:mm}";
        }
    }

    private static int Depth(QueueServiceClient queues, string queue) => queues.GetQueueClient(queue).GetProperties().Value.ApproximateMessagesCount;

    private StorageConnection Connection() => new(new Microsoft.Extensions.Configuration.ConfigurationBuilder()
        .Add(new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = [new(StorageConnection.Setting, _azurite.ConnectionString)] }).Build());
}
