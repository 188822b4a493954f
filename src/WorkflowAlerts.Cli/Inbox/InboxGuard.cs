using Microsoft.AspNetCore.Http;

namespace WorkflowAlerts.Cli.Inbox;

/// <summary>
/// Keeps other web sites out. A page in the same browser can send requests to this machine, and by a name of its own that resolves to 127.0.0.1 it could
/// even read the answers; so only this machine's own names are answered, and only this page may press buttons.
/// </summary>
/// <remarks>https://owasp.org/www-community/attacks/csrf, https://github.com/taviso/rbndr</remarks>
internal static class InboxGuard
{
    /// <summary>A header that no form can send, and no other site's script without asking first, which nobody here answers.</summary>
    public const string Header = "X-Workflow-Alerts";

    /// <summary>Why a request is not answered, or null.</summary>
    public static string? Objection(HttpRequest request)
    {
        if (request.Host.Host is not ("127.0.0.1" or "localhost" or "[::1]"))
        {
            return "This page answers to 127.0.0.1 and localhost only.";
        }

        string origin = request.Headers.Origin.ToString();
        bool ownPage = origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}";
        bool ownSite = request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
        return HttpMethods.IsGet(request.Method) || (request.Headers.ContainsKey(Header) && ownPage && ownSite) ? null : "Only the page itself may do this.";
    }

    /// <summary>What the browser is told about what this page may do: nothing from anywhere else, and no text that turns into a script or an element.</summary>
    public static void Harden(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
