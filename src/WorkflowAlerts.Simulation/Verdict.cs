using Microsoft.AspNetCore.Http;

namespace WorkflowAlerts.Simulation;

/// <summary>What a stand-in makes of a message.</summary>
/// <param name="Status">The HTTP status it answers.</param>
/// <param name="Body">The body it answers.</param>
/// <param name="Arrives">Whether the message appears in the channel. Teams says yes to messages that do not.</param>
public sealed record Verdict(int Status, string Body, bool Arrives)
{
    public string ContentType => Body.StartsWith('{') ? "application/json" : "text/plain";

    public Task Send(HttpContext context)
    {
        context.Response.StatusCode = Status;
        if (Body.Length == 0)
        {
            return Task.CompletedTask;
        }

        context.Response.ContentType = ContentType;
        return context.Response.WriteAsync(Body);
    }
}
