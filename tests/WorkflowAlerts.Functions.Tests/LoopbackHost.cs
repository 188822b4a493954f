using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WorkflowAlerts.Functions.Tests;

/// <summary>What the app talks to as a process, on loopback: a telemetry endpoint that keeps what it gets, and a Functions host that listens and never speaks.</summary>
internal sealed class LoopbackHost : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = [];
    private readonly WebApplication _http1;
    private readonly WebApplication _http2;

    private LoopbackHost()
    {
        _http1 = Build(HttpProtocols.Http1, Take);
        _http2 = Build(HttpProtocols.Http2, Listen);
    }

    /// <summary>The address of the telemetry endpoint.</summary>
    public string Telemetry => Address(_http1);

    /// <summary>The address of the Functions host.</summary>
    public string FunctionsHost => Address(_http2);

    /// <summary>What came to a path that ends so, as text.</summary>
    public IEnumerable<string> Received(string path) =>
        _received.Where(one => one.Path.EndsWith(path, StringComparison.Ordinal)).Select(one => Encoding.UTF8.GetString(one.Body));

    /// <summary>The items that Application Insights got of a type, such as <c>MessageData</c>.</summary>
    public IEnumerable<JsonNode> Items(string type) => Received("/track")
        .SelectMany(body => body.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        .Select(line => JsonNode.Parse(line)!["data"]!)
        .Where(data => (string?)data["baseType"] == type)
        .Select(data => data["baseData"]!);

    public static async Task<LoopbackHost> Start()
    {
        LoopbackHost host = new();
        await host._http1.StartAsync(TestContext.Current.CancellationToken);
        await host._http2.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _http1.DisposeAsync();
        await _http2.DisposeAsync();
    }

    private static WebApplication Build(HttpProtocols protocol, RequestDelegate answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = protocol));
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        WebApplication app = builder.Build();
        app.Run(answer);
        return app;
    }

    private static string Address(WebApplication app) => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    private async Task Take(HttpContext context)
    {
        await using Stream body = context.Request.Headers.ContentEncoding == "gzip" ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body;
        using MemoryStream whole = new();
        await body.CopyToAsync(whole, context.RequestAborted);
        _received.Enqueue((context.Request.Path, whole.ToArray()));
        int items = Encoding.UTF8.GetString(whole.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        await context.Response.WriteAsync($$"""{"itemsReceived":{{items}},"itemsAccepted":{{items}},"errors":[]}""");
    }

    // https://github.com/Azure/azure-functions-language-worker-protobuf: one stream in each direction, for the life of the worker.
    private static async Task Listen(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        await context.Response.StartAsync();
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
    }
}
