using System.Net;
using Microsoft.AspNetCore.Http;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.IntegrationTests.Proving;

/// <summary>A proxy in front of one thing the product talks to, so that a suite can act before and after every request without a line of test code in the product.</summary>
internal sealed class Edge : IAsyncDisposable
{
    // As they are: no redirect followed, nothing unpacked, no cookie kept.
    private static readonly HttpClient s_forward = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, UseCookies = false, UseProxy = false,

        // No spans: the test that looks for secrets in the product's sees all of this process.
        ActivityHeadersPropagator = null,
    });

    private readonly string _name;
    private readonly Uri _target;
    private readonly Func<string, Moment, HttpContext, Task<bool>> _act;
    private LoopbackServer? _server;

    private Edge(string name, Uri target, Func<string, Moment, HttpContext, Task<bool>> act) => (_name, _target, _act) = (name, target, act);

    /// <summary>The proxy's address with the target's path.</summary>
    public Uri Address => new(_server!.Address, _target.PathAndQuery);

    /// <param name="name">A name for boundaries.</param>
    /// <param name="target">Where to forward to.</param>
    /// <param name="act">Called before and after each request is forwarded; true: it was answered, or nobody waits for an answer any more.</param>
    public static async Task<Edge> Start(string name, Uri target, Func<string, Moment, HttpContext, Task<bool>> act)
    {
        Edge edge = new(name, target, act);
        edge._server = await LoopbackServer.Start(edge.Pass);
        return edge;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task Pass(HttpContext context)
    {
        HttpRequest request = context.Request;
        string boundary = Boundary.Of(_name, request.Method, request.Path.Value!);
        using MemoryStream body = new();
        await request.Body.CopyToAsync(body);
        body.Position = 0;
        request.Body = body;
        if (await _act(boundary, Moment.Before, context))
        {
            return;
        }

        // Not cancelable: what a process sent before it was killed reaches the other side.
        using HttpResponseMessage answer = await s_forward.SendAsync(Forwarded(request, body.ToArray()), CancellationToken.None);
        byte[] answered = await answer.Content.ReadAsByteArrayAsync();
        if (await _act(boundary, Moment.After, context))
        {
            return;
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach ((string header, IEnumerable<string> values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Transfer-Encoding" or "Connection" or "Keep-Alive")))
        {
            context.Response.Headers[header] = values.ToArray();
        }

        if (answered.Length > 0)
        {
            await context.Response.Body.WriteAsync(answered);
        }
    }

    private HttpRequestMessage Forwarded(HttpRequest request, byte[] body)
    {
        // The path as it was sent: a signature covers every escaped character.
        string raw = request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        HttpRequestMessage forwarded = new(new HttpMethod(request.Method), new Uri(_target.GetLeftPart(UriPartial.Authority) + raw, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (body.Length > 0 || request.ContentLength is not null)
        {
            forwarded.Content = new ByteArrayContent(body);
        }

        foreach ((string header, Microsoft.Extensions.Primitives.StringValues values) in request.Headers.Where(header => header.Key is not ("Host" or "Connection" or "Content-Length" or "Transfer-Encoding" or "Expect")))
        {
            if (!forwarded.Headers.TryAddWithoutValidation(header, values.ToArray()))
            {
                forwarded.Content?.Headers.TryAddWithoutValidation(header, values.ToArray());
            }
        }

        return forwarded;
    }
}
