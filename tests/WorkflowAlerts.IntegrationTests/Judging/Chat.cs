using WorkflowAlerts.Sending;
using System.Net;

namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>Every destination of a trial: takes what is posted, and answers as it was told to.</summary>
internal sealed class Chat(Func<DateTimeOffset> now)
{
    // As Power Automate says that a flow is gone.
    private const string Gone = """{"error":{"code":"WorkflowNotFound","message":"gone"}}""";

    private readonly List<Post> _posts = [];
    private readonly Dictionary<string, Queue<Answer>> _answers = [];

    public IReadOnlyList<Post> Posts => _posts;

    public void Plan(Answers answers)
    {
        Queue<Answer> queue = _answers.TryGetValue(answers.Channel, out Queue<Answer>? known) ? known : _answers[answers.Channel] = [];
        for (int i = 0; i < answers.Posts; i++)
        {
            queue.Enqueue(answers.With);
        }
    }

    /// <summary>The way of one process to the destinations.</summary>
    public IHttpClientFactory For(Fate fate) => new Line(this, fate);

    private HttpResponseMessage Take(string channel, byte[] body)
    {
        Answer answer = _answers.TryGetValue(channel, out Queue<Answer>? planned) && planned.TryDequeue(out Answer next) ? next
            : Answer.Accepted;
        _posts.Add(new Post(now(), channel, body, answer) { Number = _posts.Count });
        HttpResponseMessage response = new(answer switch
        {
            Answer.Refused => HttpStatusCode.Gone,
            Answer.Unavailable => HttpStatusCode.ServiceUnavailable,
            Answer.TooMany => HttpStatusCode.TooManyRequests,
            Answer.Lost => HttpStatusCode.GatewayTimeout,
            _ => HttpStatusCode.OK,
        })
        {
            Content = new StringContent(answer switch
            {
                Answer.Accepted => "ok",
                Answer.Refused => body.AsSpan().IndexOf("adaptive"u8) >= 0 ? Gone : "channel_is_archived",
                _ => "",
            }),
        };

        // Without it the wait would be random, and no trial the same twice.
        response.Headers.RetryAfter = answer is Answer.Unavailable or Answer.TooMany or Answer.Lost
            ? new(TimeSpan.FromSeconds(10 + (12 * (int)answer))) : null;
        return response;
    }

    private sealed class Line(Chat chat, Fate fate) : HttpMessageHandler, IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new(this, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            string channel = request.RequestUri!.Segments[^1];
            return await fate.Take(() => Task.FromResult(chat.Take(channel, body)), Delayed);
        }

        private static async Task<HttpResponseMessage> Delayed(Task<HttpResponseMessage> answer, Task goesOn)
        {
            await goesOn;
            return await answer;
        }
    }
}
