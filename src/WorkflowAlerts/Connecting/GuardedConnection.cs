using System.Net;
using System.Net.Sockets;

namespace WorkflowAlerts.Connecting;

/// <summary>Connects as the framework does, except to where no secret may go. The address is looked at when it is used: a name may lead elsewhere by then than when it was validated.</summary>
internal static class GuardedConnection
{
    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>. With a proxy, the proxy is what is connected to.</summary>
    /// <exception cref="MetadataRefusedException">The name leads to a metadata service.</exception>
    public static ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        Connect(context.DnsEndPoint, Dns.GetHostAddressesAsync, cancellationToken);

    internal static async ValueTask<Stream> Connect(
        DnsEndPoint endPoint, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = IPAddress.TryParse(endPoint.Host, out IPAddress? literal) ? [literal] : await resolve(endPoint.Host, cancellationToken);
        if (addresses.Any(MetadataAddress.Is))
        {
            throw new MetadataRefusedException(endPoint.Host);
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, endPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
