using System.Net;

namespace WorkflowAlerts.Connecting;

/// <summary>
/// The proxy that the machine is set up with, but for what runs on the machine itself: HTTP_PROXY knows no such exception.
/// </summary>
/// <remarks>https://learn.microsoft.com/dotnet/api/system.net.http.httpclient.defaultproxy</remarks>
internal sealed class DirectLoopback(Func<IWebProxy> others) : IWebProxy
{
    public static readonly DirectLoopback Instance = new(() => HttpClient.DefaultProxy);

    public ICredentials? Credentials
    {
        get => others().Credentials;
        set => others().Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : others().GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || others().IsBypassed(host);
}
