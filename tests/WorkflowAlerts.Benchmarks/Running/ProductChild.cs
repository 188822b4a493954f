using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Cli.Hosting;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Benchmarks.Running;

/// <summary>
/// The product as the command line composes it. It lives on from round to round, as the function app does between two polls, so that a round is not the compiling of
/// its code.
/// </summary>
internal static class ProductChild
{
    /// <summary>A round that only polls.</summary>
    public const string Poll = "poll";

    /// <summary>A round that polls, then delivers what is on the queue: <c>run --once</c>.</summary>
    public const string Once = "once";

    /// <summary>A round that delivers while it polls, as the function app does, and tells how long the poll took.</summary>
    public const string Together = "together";

    /// <summary>A round that puts the checkpoints back by <see cref="Outage"/>, as if nothing had run since.</summary>
    public const string Rewind = "rewind";

    /// <summary>How long the product was away where it has to catch up.</summary>
    public static readonly TimeSpan Outage = TimeSpan.FromDays(30);

    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    public static async Task Run()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        MinuteClock? clock = MinuteClock.From(configuration);
        await using ServiceProvider product = LocalHost.Build(configuration, verbose: false, change: services => services.AddSingleton(clock ?? TimeProvider.System));
        await product.GetRequiredService<IStorage>().EnsureCreated(CancellationToken.None);
        await ChildLoop.Run(Ports.Of(configuration), order =>
        {
            clock?.Next();
            return Work(product, order);
        });
    }

    private static async Task<string?> Work(ServiceProvider product, string order)
    {
        if (order == Rewind)
        {
            return await PutBack(product.GetRequiredService<Checkpoints>(), product.GetRequiredService<IOptions<WorkflowAlertsOptions>>().Value);
        }

        PollRound poll = product.GetRequiredService<PollRound>();
        QueuePump pump = product.GetRequiredService<QueuePump>();
        using CancellationTokenSource polled = new();
        Task delivering = order == Together ? pump.Run(polled.Token) : Task.CompletedTask;
        IReadOnlyList<PollReport> reports = await poll.Run(CancellationToken.None);
        await Delivered(product.GetRequiredService<AlertQueue>(), delivering);
        await polled.CancelAsync();
        await delivering.ContinueWith(_ => { }, TaskScheduler.Default);
        int left = order == Poll ? 0 : await pump.Drain(DrainLimit, CancellationToken.None);
        string? failed = reports.FirstOrDefault(report => report.Error is not null)?.Error?.ToString();
        return failed ?? (left > 0 ? $"{left} queue messages were left." : null);
    }

    // A pump that is stopped while it receives leaves what it was about to get hidden for a minute, which is nobody's to wait for here.
    private static async Task Delivered(AlertQueue queue, Task delivering)
    {
        while (!delivering.IsCompleted && (await queue.Depths(CancellationToken.None)).Alerts > 0)
        {
            await Task.Delay(LookAgain, TimeProvider.System, CancellationToken.None);
        }
    }

    private static async Task<string?> PutBack(Checkpoints checkpoints, WorkflowAlertsOptions options)
    {
        foreach (string tenant in options.Tenants.Keys)
        {
            Checkpoint known = (await checkpoints.Read(tenant, CancellationToken.None))!;
            await checkpoints.Rewind(tenant, known, TimeProvider.System.GetUtcNow() - Outage, CancellationToken.None);
        }

        return null;
    }
}
