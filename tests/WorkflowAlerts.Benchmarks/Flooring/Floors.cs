using Azure;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Configuration;
using WorkflowAlerts.Benchmarks.Running;

namespace WorkflowAlerts.Benchmarks.Flooring;

/// <summary>
/// The bare programs: the same pages, the least calls to storage that keep the delivery contract, and the same posts. They know beforehand what the product has to
/// find out, and take no care of anything that goes wrong.
/// </summary>
internal sealed class Floors(BareApi api, BareStorage storage, BareChat chat, TimeProvider time)
{
    /// <summary>The burst's floor with a second write, before each send: of two instances one only may send, and a repeat after a crash has to say so.</summary>
    public const string BurstClaimed = "burst-claimed";

    private static readonly TimeSpan s_overlap = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_firstLook = TimeSpan.FromHours(1);

    private TimeSpan _look = s_firstLook;

    public static async Task Run(string name)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        using HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        MinuteClock? clock = MinuteClock.From(configuration);
        BareStorage storage = new(configuration);
        await storage.Create();
        Floors floors = new(new BareApi(http, configuration), storage, await BareChat.Create(http, configuration), clock ?? TimeProvider.System);
        Func<IReadOnlyList<BareRun>, Task> deliver = name switch
        {
            "storm" => floors.Storm,
            "burst" => runs => floors.OneByOne(runs, withDetail: false, withClaim: false),
            BurstClaimed => runs => floors.OneByOne(runs, withDetail: false, withClaim: true),
            "normal" => runs => floors.OneByOne(runs, withDetail: true, withClaim: false),
            _ => _ => Task.CompletedTask,
        };
        await ChildLoop.Run(Ports.Of(configuration), async _ =>
        {
            clock?.Next();
            await floors.Round(deliver);
            return null;
        });
    }

    /// <summary>Checkpoint, pages, ledger; what was found; checkpoint.</summary>
    private async Task Round(Func<IReadOnlyList<BareRun>, Task> deliver)
    {
        DateTimeOffset to = time.GetUtcNow();
        DateTimeOffset from = to - _look;
        _look = s_overlap;
        Task<ETag> checkpoint = storage.Checkpoint();
        Task<HashSet<string>> known = storage.Known(from, to);
        List<BareRun> failed = [.. (await api.Runs(from, to)).Where(run => run.State == "failed")];
        HashSet<string> seen = await known;
        await deliver([.. failed.Where(run => !seen.Contains($"{run.Id}|failed"))]);
        await storage.Move(await checkpoint, to);
    }

    /// <summary>All digests fit into one queue message; each is recorded when it was taken.</summary>
    private async Task Storm(IReadOnlyList<BareRun> runs)
    {
        await storage.Send(new string('d', chat.Digests.Sum(digest => digest.Length)));
        await storage.MarkSeen(runs, "digest-0123456789abcdef0123");
        QueueMessage message = (await storage.Receive())[0];
        foreach (byte[] digest in chat.Digests)
        {
            await chat.Post(chat.Webhooks[0], digest);
            await storage.Record(BareStorage.Day(runs[0].EndedAt), $"digest-{Guid.NewGuid():N}|failed");
        }

        await storage.Delete(message);
    }

    /// <summary>A lane a destination, in which a send is recorded before the next begins.</summary>
    private async Task OneByOne(IReadOnlyList<BareRun> runs, bool withDetail, bool withClaim)
    {
        if (runs.Count == 0)
        {
            return;
        }

        await storage.Send(runs);
        await storage.MarkSeen(runs, null);
        while (await storage.Receive() is { Count: > 0 } messages)
        {
            IEnumerable<(BareRun Run, int Lane)> sends = messages.SelectMany(BareStorage.Read).Select((run, i) => (run, i % chat.Webhooks.Count));
            await Task.WhenAll(sends.GroupBy(send => send.Lane, send => send.Run).Select(lane => Lane(chat.Webhooks[lane.Key], lane, withDetail, withClaim)));
            await Task.WhenAll(messages.Select(storage.Delete));
        }
    }

    private async Task Lane(string webhook, IEnumerable<BareRun> runs, bool withDetail, bool withClaim)
    {
        foreach (BareRun run in runs)
        {
            if (withDetail)
            {
                await api.Detail(run);
            }

            if (withClaim)
            {
                await storage.Record(run);
            }

            await chat.Card(webhook);
            await storage.Record(run);
        }
    }
}
