using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WorkflowAlerts.Simulation;

/// <summary>A web server on loopback, for the stand-ins and the inbox page.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackServer(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public Uri Address { get; }

    /// <summary>Starts it.</summary>
    /// <param name="answer">Answers every request.</param>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<LoopbackServer> Start(RequestDelegate answer, int port = 0)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        WebApplication app = builder.Build();
        app.Run(answer);
        try
        {
            await app.StartAsync();
            return new LoopbackServer(app);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await app.DisposeAsync();

            // Of two programs that want a port at the same moment both can bind it, and one cannot listen: of that refusal Kestrel makes no IOException.
            // https://man7.org/linux/man-pages/man2/listen.2.html
            throw e as IOException ?? new IOException("The address is already in use.", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Requests that hang on purpose must not hold up the end.
        using CancellationTokenSource now = new(TimeSpan.FromSeconds(1));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    /// <summary>Leaves Ctrl-C to the program: a stand-in that ended by itself would be missing while the last alerts are delivered.</summary>
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
