using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WorkflowAlerts.Cli.Commands;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Cli.Inbox;

/// <summary>Serves the page of one inbox on this machine, to nobody else.</summary>
internal sealed class InboxServer : IAsyncDisposable
{
    private const string ActionsPath = "/actions/";

    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(300);

    private readonly InboxMessages _inbox;
    private readonly InboxOptions _options;
    private readonly InboxStream _stream;
    private readonly SemaphoreSlim _one = new(1);
    private LoopbackServer? _server;

    private InboxServer(InboxMessages inbox, InboxOptions options, TimeProvider time)
    {
        _inbox = inbox;
        _options = options;
        _stream = new InboxStream(inbox, options, time);
    }

    /// <summary>Where the page is.</summary>
    public Uri Address => _server!.Address;

    /// <summary>Starts serving.</summary>
    /// <exception cref="UsageException">The port that was asked for is taken.</exception>
    public static async Task<InboxServer> Start(InboxMessages inbox, InboxOptions options, TimeProvider time)
    {
        InboxServer server = new(inbox, options, time);
        server._server = await server.Listen(options.Port);
        return server;
    }

    /// <summary>Tells every page that it is over, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _inbox.End(_options.Ended);
        await Task.Delay(Farewell, TimeProvider.System);
        await _server!.DisposeAsync();
        _one.Dispose();
    }

    private async Task<LoopbackServer> Listen(int? port)
    {
        try
        {
            return await LoopbackServer.Start(Answer, port ?? InboxOptions.UsualPort);
        }
        catch (IOException e)
        {
            // The usual port is a convenience: another demo may have it.
            return port is null ? await LoopbackServer.Start(Answer) : throw new UsageException($"Port {port} cannot be used: {e.Message} Give another with --port.", e);
        }
    }

    private async Task Answer(HttpContext context)
    {
        InboxGuard.Harden(context.Response);
        if (InboxGuard.Objection(context.Request) is { } objection)
        {
            await Say(context, StatusCodes.Status403Forbidden, objection);
            return;
        }

        string path = context.Request.Path.Value!;
        await (path switch
        {
            _ when HttpMethods.IsPost(context.Request.Method) && path.StartsWith(ActionsPath, StringComparison.Ordinal) => Do(context, path[ActionsPath.Length..]),
            _ when !HttpMethods.IsGet(context.Request.Method) => Say(context, StatusCodes.Status405MethodNotAllowed, "There is nothing to do here."),
            "/events" => _stream.Answer(context),
            "/" => Send(context, "index.html"),
            _ => Send(context, path[1..]),
        });
    }

    private async Task Do(HttpContext context, string name)
    {
        if (_options.Actions.FirstOrDefault(action => action.Name == name) is not { } action)
        {
            await Say(context, StatusCodes.Status404NotFound, "There is no such button.");
            return;
        }

        await _one.WaitAsync(context.RequestAborted);
        try
        {
            await Say(context, StatusCodes.Status200OK, await action.Do(context.RequestAborted));
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
        {
            await Say(context, StatusCodes.Status500InternalServerError, string.Join(' ', Sentences.Of(e)));
        }
        finally
        {
            _one.Release();
        }
    }

    private static async Task Send(HttpContext context, string name)
    {
        await using Stream? file = InboxAssets.Open(name);
        if (file is null)
        {
            await Say(context, StatusCodes.Status404NotFound, "There is no such page.");
            return;
        }

        context.Response.ContentType = InboxAssets.ContentType(name);
        await file.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static Task Say(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(JsonSerializer.Serialize(new InboxSaid(sentence), InboxJson.Default.InboxSaid));
    }
}
