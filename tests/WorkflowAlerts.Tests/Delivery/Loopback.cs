using WorkflowAlerts.Sending;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WorkflowAlerts.Tests.Delivery;

/// <summary>A socket on this machine that reads one request a connection and answers with raw text, however wrong.</summary>
internal sealed class Loopback : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public Loopback(string answer, string forever = "")
    {
        _listener.Start();
        _serving = Serve(Encoding.UTF8.GetBytes(answer), Encoding.UTF8.GetBytes(forever));
    }

    public List<string> Requests { get; } = [];

    /// <summary>How many bytes were taken off this side's hands.</summary>
    public long Sent { get; private set; }

    public string Url => $"http://{_listener.LocalEndpoint}/services/T0SECRET01/kq7Zt2SecretTokenXyz98";

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private static bool IsConnect(string request) => request.StartsWith("CONNECT ", StringComparison.Ordinal) && request.EndsWith("\r\n\r\n", StringComparison.Ordinal);

    private async Task Serve(byte[] answer, byte[] forever)
    {
        try
        {
            while (true)
            {
                using Socket socket = await _listener.AcceptSocketAsync();
                await Serve(socket, answer, forever);
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            // Stopped, while it waited or just before.
        }
    }

    private async Task Serve(Socket socket, byte[] answer, byte[] forever)
    {
        try
        {
            byte[] buffer = new byte[16 * 1024];
            StringBuilder request = new();
            while (!request.ToString().EndsWith('}') && !IsConnect($"{request}"))
            {
                request.Append(Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer)));
            }

            Requests.Add(request.ToString());
            await socket.SendAsync(answer);
            while (forever.Length > 0)
            {
                Sent += await socket.SendAsync(forever);
            }

            socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The other side had enough.
        }
    }
}
