using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace WorkflowAlerts.Simulation;

/// <summary>Chat webhooks on loopback: channels with their limits, what arrived in them, and what was refused.</summary>
public abstract class SimulatedChat : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, RateLimit> _limits = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<ReceivedMessage> _received = [];
    private readonly ConcurrentQueue<string> _failures = [];
    private double _perSecond;
    private double _burst;
    private TimeProvider _time = TimeProvider.System;
    private LoopbackServer? _server;
    private int _limited;

    /// <summary>What the configuration calls this kind of chat.</summary>
    public abstract string Kind { get; }

    /// <summary>What arrived, in order.</summary>
    public IReadOnlyCollection<ReceivedMessage> Received => _received;

    /// <summary>Why messages did not arrive although they were sent to a channel that exists.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>Requests answered with 429.</summary>
    public int Limited => _limited;

    /// <summary>Called before every answer; returns true when it has answered itself.</summary>
    public Func<HttpContext, Task<bool>>? Intercept { get; set; }

    /// <summary>Called with every message that arrives, before the answer.</summary>
    public Action<ReceivedMessage>? WhenReceived { get; set; }

    /// <summary>The webhook of a channel.</summary>
    public Uri Webhook(string channel) => new(_server!.Address, PathOf(channel));

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    protected static async Task<T> Start<T>(T chat, double perSecond, double burst, TimeProvider time)
        where T : SimulatedChat
    {
        (chat._perSecond, chat._burst, chat._time) = (perSecond, burst, time);
        chat._server = await LoopbackServer.Start(chat.Answer);
        return chat;
    }

    /// <summary>The path and query of a channel's webhook.</summary>
    protected abstract string PathOf(string channel);

    /// <summary>The channel a request is for, or null with the answer for one that is for none.</summary>
    protected abstract string? ChannelOf(HttpRequest request, out Verdict wrong);

    /// <summary>What the platform makes of a body.</summary>
    protected abstract Verdict Judge(string body);

    /// <summary>What the platform answers above its limit.</summary>
    protected abstract Verdict TooMany { get; }

    private async Task Answer(HttpContext context)
    {
        if (Intercept is not null && await Intercept(context))
        {
            return;
        }

        if (ChannelOf(context.Request, out Verdict wrong) is not { } channel)
        {
            await wrong.Send(context);
            return;
        }

        if (_limits.GetOrAdd(channel, _ => new RateLimit(_perSecond, _burst, _time)).Take() is { } wait)
        {
            Interlocked.Increment(ref _limited);
            context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            await TooMany.Send(context);
            return;
        }

        string body = await new StreamReader(context.Request.Body).ReadToEndAsync();
        Verdict verdict = Judge(body);
        if (verdict.Arrives)
        {
            ReceivedMessage message = new(
                Kind, channel, body, _time.GetUtcNow(),
                context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
            _received.Enqueue(message);
            WhenReceived?.Invoke(message);
        }
        else
        {
            _failures.Enqueue(verdict.Body.Length > 0 ? verdict.Body : $"A message of {body.Length} characters failed after it was accepted.");
        }

        await verdict.Send(context);
    }
}
