using WorkflowAlerts.Deciding;
using WorkflowAlerts.Telling;
using System.Net;

namespace WorkflowAlerts.Fetching;

/// <summary>Words an answer that is a refusal for the person who has to act on it at night.</summary>
internal static class Refusal
{
    /// <param name="response">The answer.</param>
    /// <param name="body">Its body, or the beginning of it.</param>
    /// <param name="asked">What was asked for, as a noun.</param>
    /// <param name="tenant">For which tenant.</param>
    /// <param name="advice">What to do, as a sentence.</param>
    /// <param name="secrets">What must not be quoted, though the other side may quote it.</param>
    public static AmperityException Of(
        HttpResponseMessage response, byte[] body, string asked, string tenant, string advice, params ReadOnlySpan<string> secrets)
    {
        AmperityErrorBody said = AmperityErrorBody.Parse(body, secrets);
        string message = said.Message.Length > 0 ? $": {said.Message.TrimEnd('.')}." : ".";
        string ids = (said.RequestId, said.TraceId) switch
        {
            (null, null) => "",
            ({ } request, null) => $" For Amperity Support: request_id {request}.",
            (null, { } trace) => $" For Amperity Support: trace_id {trace}.",
            var (request, trace) => $" For Amperity Support: request_id {request}, trace_id {trace}.",
        };
        return new AmperityException(
            $"Amperity refused {asked} for tenant {tenant} with {Status(response.StatusCode)}{Redirection(response)}{message} {advice}{Wait(response)}{ids}")
        {
            Status = response.StatusCode,
            RequestId = said.RequestId,
            TraceId = said.TraceId,
        };
    }

    /// <summary>What to do about a status that means the same everywhere.</summary>
    public static string GeneralAdvice(HttpStatusCode status) => status switch
    {
        HttpStatusCode.TooManyRequests =>
            "Another client uses up the tenant's 10 requests a second: slow it down, or set RequestsPerSecond to leave it room. The next poll tries again.",
        HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError =>
            "This is on Amperity's side and was tried several times. Nothing to do: the next poll tries again. If it lasts, ask Amperity Support.",
        _ => "Nobody expected this status: ask Amperity Support.",
    };

    /// <summary>An address without what may be a credential in it.</summary>
    public static string Place(string address) =>
        Uri.TryCreate(address.Trim(), UriKind.Absolute, out Uri? uri)
            ? ForeignText.OneLine(uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped), 200)
            : "no address";

    private static string Status(HttpStatusCode status) => Enum.IsDefined(status) ? $"status {(int)status} ({status})" : $"status {(int)status}";

    private static string Redirection(HttpResponseMessage response) =>
        (int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { IsAbsoluteUri: true } target
            ? $", a redirection to {ForeignText.OneLine(target.IdnHost, 200)}"
            : "";

    private static string Wait(HttpResponseMessage response) =>
        response.Headers.RetryAfter is { Delta: { } delta } ? $" It asks to wait {delta.TotalSeconds:0} seconds."
        : response.Headers.RetryAfter is { Date: { } date } ? $" It asks to wait until {IsoDate.Format(date)}."
        : "";
}
