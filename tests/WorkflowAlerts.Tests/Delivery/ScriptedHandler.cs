using System.Net;

namespace WorkflowAlerts.Tests.Delivery;

/// <summary>Answers each request with the next step of a script, and remembers the requests.</summary>
internal sealed class ScriptedHandler(params Func<CancellationToken, Task<HttpResponseMessage>>[] script) : HttpMessageHandler
{
    public List<(HttpRequestMessage Request, string Body)> Requests { get; } = [];

    public static ScriptedHandler Answers(params (HttpStatusCode Status, string Body)[] answers) =>
        new([.. answers.Select(answer => new Func<CancellationToken, Task<HttpResponseMessage>>(
            _ => Task.FromResult(new HttpResponseMessage(answer.Status) { Content = new StringContent(answer.Body) })))]);

    public static ScriptedHandler Throws(Exception exception) => new(_ => Task.FromException<HttpResponseMessage>(exception));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add((request, await request.Content!.ReadAsStringAsync(cancellationToken)));
        return await script[Requests.Count - 1](cancellationToken);
    }
}
