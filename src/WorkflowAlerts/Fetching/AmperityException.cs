using System.Net;

namespace WorkflowAlerts.Fetching;

/// <summary>Amperity could not be asked, or its answer is no list of runs. The message says what to do and carries no secret.</summary>
public sealed class AmperityException : Exception
{
    public AmperityException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The HTTP status, where there was an answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Amperity's <c>request_id</c>: what Amperity Support asks for.</summary>
    public string? RequestId { get; init; }

    /// <summary>Amperity's <c>trace_id</c>: what Amperity Support asks for.</summary>
    public string? TraceId { get; init; }
}
