using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Cli.Hosting;
using WorkflowAlerts.Cli.Inbox;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Cli.Commands;

/// <summary><c>run</c>: the product without Azure Functions.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        Option<bool> once = new("--once") { Description = "Poll every tenant once, deliver what is on the queue, and exit; 0 only if nothing failed." };
        Option<TimeSpan> wait = new("--wait")
        {
            Description = "With --once: how long to stay for alerts that had to be put back for later, as hh:mm:ss.",
            DefaultValueFactory = _ => TimeSpan.FromMinutes(1),
            HelpName = "TIME",
        };
        Option<bool> inbox = new("--inbox") { Description = "Serve a page, on this machine only, that shows each message as it is sent and how the pipeline stands." };
        Option<int?> port = CommonOptions.Port();
        Option<string?> settings = CommonOptions.Settings();
        Option<bool> verbose = CommonOptions.Verbose();
        Command command = new("run", "Poll Amperity on schedule and deliver alerts, until Ctrl-C.") { once, wait, inbox, port, settings, verbose };
        command.AddRule(result =>
        {
            if (result.GetValue(inbox) && result.GetValue(once))
            {
                result.AddError("--inbox does not go with --once: the page would be gone before anybody saw it.");
            }

            if (result.GetResult(port) is not null && !result.GetValue(inbox))
            {
                result.AddError("--port goes with --inbox: without the page there is no port.");
            }
        });
        command.SetAction((parsed, cancellationToken) => CommonOptions.Run(
            parsed.GetValue(verbose), parsed.GetValue(settings),
            () => Run(parsed.GetValue(settings), parsed.GetValue(once) ? parsed.GetValue(wait) : null, parsed.GetValue(inbox), parsed.GetValue(port), parsed.GetValue(verbose), cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<int> Run(string? settings, TimeSpan? once, bool inbox, int? port, bool verbose, CancellationToken cancellationToken)
    {
        IConfiguration configuration = LocalSettings.Load(settings);
        await LocalHost.Validate(configuration);
        await using LocalStorage storage = await LocalStorage.Ensure(configuration, cancellationToken);
        await using ServiceProvider product = LocalHost.Build(storage.Configuration, verbose);
        PollTimer timer = ActivatorUtilities.CreateInstance<PollTimer>(product, product.GetRequiredService<IOptions<WorkflowAlertsOptions>>().Value.Polling.Schedule);
        await product.GetRequiredService<IStorage>().EnsureCreated(cancellationToken);
        QueuePump pump = product.GetRequiredService<QueuePump>();
        QueuePump poison = LocalHost.PoisonPump(product, storage.Configuration);
        if (once is { } wait)
        {
            return await RunOnce(product, pump, poison, wait, cancellationToken);
        }

        await using ProductInbox? page = inbox ? await ProductInbox.Start(product, port) : null;
        Task polls = product.GetRequiredService<OrderedPolls>().AreUsed ? LocalHost.PollPump(product, storage.Configuration).Run(cancellationToken) : Task.CompletedTask;
        await Task.WhenAll(
            timer.Run(cancellationToken), polls, pump.Run(cancellationToken), poison.Run(cancellationToken), SweepDaily(product, cancellationToken), page?.Run(cancellationToken) ?? Task.CompletedTask);
        return ExitCode.Good;
    }

    private static async Task SweepDaily(ServiceProvider product, CancellationToken cancellationToken)
    {
        while (true)
        {
            await product.GetRequiredService<LedgerSweep>().RunSafely(cancellationToken);
            await Task.Delay(TimeSpan.FromDays(1), product.GetRequiredService<TimeProvider>(), cancellationToken);
        }
    }

    private static async Task<int> RunOnce(ServiceProvider product, QueuePump pump, QueuePump poison, TimeSpan wait, CancellationToken cancellationToken)
    {
        DeliveryTally tally = product.GetRequiredService<DeliveryTally>();
        IReadOnlyList<PollReport> polls = await product.GetRequiredService<PollRound>().Run(cancellationToken);
        int left = await pump.Drain(wait, cancellationToken);
        await poison.Drain(TimeSpan.Zero, cancellationToken);
        await product.GetRequiredService<SelfWatch>().Tell(cancellationToken);
        left = await pump.Drain(left > 0 ? TimeSpan.Zero : wait, cancellationToken);
        foreach (PollReport poll in polls)
        {
            Console.WriteLine(poll.Error is null
                ? $"{poll.Tenant}: {poll.Runs} runs read, {poll.Failed} failed, {poll.Canceled} canceled; {poll.Queued} new alerts, {poll.AlreadySeen} already known."
                : $"{poll.Tenant}: not read. {string.Join(" ", Sentences.Of(poll.Error))}");
        }

        foreach (string line in tally.Lines())
        {
            Console.WriteLine(line);
        }

        if (left > 0)
        {
            Console.WriteLine($"About {left} queue messages wait for later; the next run delivers them.");
        }

        bool failed = polls.Any(poll => poll.Error is not null || poll.Malformed > 0) || pump.Failures > 0 || tally.AnyRefused || left > 0;
        return failed ? ExitCode.Failed : ExitCode.Good;
    }
}
