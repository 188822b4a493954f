using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Benchmarks.Simulating;

/// <summary>
/// Amperity's lists and details from prepared bytes. The simulated Amperity of the command line sorts and writes its runs anew for each page, which at 100,000 runs
/// would cost more than what is measured.
/// </summary>
internal sealed class AmperityServer : IAsyncDisposable
{
    private const string RunsPath = "/api/workflow/runs";

    private readonly ConcurrentDictionary<string, AmperityStock> _tenants = new(StringComparer.Ordinal);
    private readonly TimeProvider _time = TimeProvider.System;
    private LoopbackServer? _server;
    private int _requests;
    private int _limited;
    private long _firstAt;
    private long _lastAt;

    public Uri BaseUrl => new(_server!.Address, "/api");

    public int Requests => _requests;

    /// <summary>Requests answered with 429.</summary>
    public int Limited => _limited;

    /// <summary>When the first request came, as a time stamp of the system's clock; 0 before.</summary>
    public long FirstAt => _firstAt;

    /// <summary>When the last one came.</summary>
    public long LastAt => _lastAt;

    /// <summary>Whether answers are dated by the end of the window asked for, because whoever asks has a clock of its own.</summary>
    public bool DatesFollowQueries { get; set; }

    public AmperityStock this[string tenant] => _tenants.GetOrAdd(tenant, _ => new AmperityStock());

    /// <summary>Forgets what came.</summary>
    public void Clear() => (_requests, _limited, _firstAt) = (0, 0, 0);

    public static async Task<AmperityServer> Start()
    {
        AmperityServer amperity = new();
        amperity._server = await LoopbackServer.Start(amperity.Answer);
        return amperity;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        _lastAt = _time.GetTimestamp();
        Interlocked.CompareExchange(ref _firstAt, _lastAt, 0);
        Interlocked.Increment(ref _requests);
        AmperityStock stock = this[context.Request.Headers["amperity-tenant"].ToString()];
        if (stock.Limit?.Take() is not null)
        {
            Interlocked.Increment(ref _limited);
            await Send(context, 429, "{\"status\":429,\"message\":\"Too many requests.\"}"u8.ToArray());
            return;
        }

        if (stock.Latency > TimeSpan.Zero)
        {
            await Task.Delay(stock.Latency, _time, context.RequestAborted);
        }

        string path = context.Request.Path.Value!;
        if (path == RunsPath)
        {
            await Send(context, 200, List(stock, context));
        }
        else if (stock.Find(path[(RunsPath.Length + 1)..]) is { } run)
        {
            await Send(context, 200, Encoding.UTF8.GetBytes(RunJson.Verbose(run).ToJsonString()));
        }
        else
        {
            await Send(context, 404, "{\"status\":404,\"message\":\"There is no such workflow.\"}"u8.ToArray());
        }
    }

    private byte[] List(AmperityStock stock, HttpContext context)
    {
        IQueryCollection query = context.Request.Query;
        RunQuery filter = RunQuery.Parse(new QueryCollection(query.Where(pair => pair.Key != "next_token").ToDictionary()), out string? mistake)
            ?? throw new InvalidOperationException($"The product asked Amperity for something invalid: {mistake}");
        if (DatesFollowQueries && filter.EndedTo is { } to)
        {
            context.Response.Headers.Date = to.ToString("r", CultureInfo.InvariantCulture);
        }

        return stock.Page(filter.EndedFrom ?? DateTimeOffset.MinValue, filter.EndedTo ?? DateTimeOffset.MaxValue, filter.Limit, query["next_token"].FirstOrDefault());
    }

    private static async Task Send(HttpContext context, int status, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
    }
}
