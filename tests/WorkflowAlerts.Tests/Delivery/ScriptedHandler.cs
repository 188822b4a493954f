using System.Net;

namespace WorkflowAlerts.Tests.Delivery;

/// <summary>Answers each request with the next step of a script, and remembers the requests.</summary>
internal sealed class ScriptedHandler(params Func<CancellationToken, Task<HttpResponseMessage>>[] script) : HttpMessageHandler
{
    private bool _sends = true;

    public List<(HttpRequestMessage Request, string Body)> Requests { get; } = [];

    public static ScriptedHandler Answers(params (HttpStatusCode Status, string Body)[] answers) =>
        new([.. answers.Select(answer => new Func<CancellationToken, Task<HttpResponseMessage>>(
            _ => Task.FromResult(new HttpResponseMessage(answer.Status) { Content = new StringContent(answer.Body) })))]);

    public static ScriptedHandler Throws(Exception exception) => new(_ => Task.FromException<HttpResponseMessage>(exception));

    /// <summary>Throws before any of a request is sent.</summary>
    public static ScriptedHandler NeverSends(Exception exception) => new(_ => Task.FromException<HttpResponseMessage>(exception)) { _sends = false };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add((request, _sends ? await request.Content!.ReadAsStringAsync(cancellationToken) : ""));
        return await script[Requests.Count - 1](cancellationToken);
    }
}
