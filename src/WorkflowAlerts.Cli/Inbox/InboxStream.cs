using WorkflowAlerts.Deciding;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace WorkflowAlerts.Cli.Inbox;

/// <summary>Tells one page of an inbox as it changes, by server-sent events; a page that was away goes on where it stopped.</summary>
/// <remarks>https://html.spec.whatwg.org/multipage/server-sent-events.html</remarks>
internal sealed class InboxStream(InboxMessages inbox, InboxOptions options, TimeProvider time)
{
    // A page must notice within seconds that nobody is there any more.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    // A storm of changes is told in a few pieces.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    public async Task Answer(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        CancellationToken gone = context.RequestAborted;
        long? known = Known(context.Request.Headers["Last-Event-ID"].ToString());
        await Write(context, "greeting", Greeting(known is null), InboxJson.Default.InboxGreeting);
        long version = known ?? 0;
        while (!gone.IsCancellationRequested)
        {
            InboxChanges changes = inbox.Since(version);
            foreach (InboxMessage message in changes.Messages)
            {
                await Write(context, "message", message, InboxJson.Default.InboxMessage);
            }

            if (changes.State is { } state)
            {
                await Write(context, "state", state, InboxJson.Default.InboxState);
            }

            // With this the page is up to date, and draws.
            version = changes.Version;
            await context.Response.WriteAsync($"id: {inbox.Epoch}-{version.ToString(CultureInfo.InvariantCulture)}\nevent: current\ndata: {changes.Dropped.ToString(CultureInfo.InvariantCulture)}\n\n", gone);
            if (inbox.Ended is { } why)
            {
                await Write(context, "end", new InboxSaid(why), InboxJson.Default.InboxSaid);
                return;
            }

            await context.Response.Body.FlushAsync(gone);
            await Wait(context, changes.Next);
        }
    }

    private async Task Wait(HttpContext context, Task next)
    {
        while (!next.IsCompleted)
        {
            await Task.WhenAny(next, Task.Delay(Heartbeat, time, context.RequestAborted));
            context.RequestAborted.ThrowIfCancellationRequested();
            if (!next.IsCompleted)
            {
                await context.Response.WriteAsync(": still here\n\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        }

        await Task.Delay(inbox.Ended is null ? Breath : TimeSpan.Zero, time, context.RequestAborted);
    }

    private InboxGreeting Greeting(bool fresh) => new(
        options.Title, options.About, options.Simulated, fresh,
        [.. options.Actions.Select(action => new InboxButton(action.Name, action.Group, action.Label, action.Help, action.Switch))]);

    private long? Known(string lastEventId) =>
        lastEventId.Split('-') is [var epoch, var version] && epoch == inbox.Epoch && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out long known) ? known : null;

    private static Task Write<T>(HttpContext context, string name, T data, JsonTypeInfo<T> type) =>
        context.Response.WriteAsync($"event: {name}\ndata: {JsonSerializer.Serialize(data, type)}\n\n", context.RequestAborted);
}
