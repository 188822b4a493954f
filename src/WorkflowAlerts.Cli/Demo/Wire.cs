using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace WorkflowAlerts.Cli.Demo;

/// <summary>
/// A connection to a server on this machine that can be cut in the middle of a word. Whoever talks through it is then as good as dead to the rest of the
/// world, which is as close to killing it as one process comes.
/// </summary>
internal sealed class Wire : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, bool> _open = [];
    private readonly IPEndPoint _server;
    private volatile bool _cut;

    public Wire(int port)
    {
        _server = new IPEndPoint(IPAddress.Loopback, port);
        _listener.Start();
        _ = Accept();
    }

    /// <summary>The port to talk to in place of the server's.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Cuts it: what was under way ends at once, and nothing goes through any more.</summary>
    public void Cut()
    {
        _cut = true;
        _listener.Stop();
        foreach (Socket socket in _open.Keys)
        {
            // A reset, as the system sends it for a process that is gone.
            socket.Close(timeout: 0);
        }
    }

    public void Dispose()
    {
        Cut();
        _listener.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Join(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It was cut.
        }
    }

    private async Task Join(Socket client)
    {
        using Socket server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        _open.TryAdd(client, true);
        _open.TryAdd(server, true);
        try
        {
            await server.ConnectAsync(_server);
            if (!_cut)
            {
                await Task.WhenAny(Copy(client, server), Copy(server, client));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // One side went away: so does the other.
        }
        finally
        {
            _open.TryRemove(client, out _);
            _open.TryRemove(server, out _);
            client.Dispose();
        }
    }

    private static async Task Copy(Socket from, Socket to)
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and int length)
            {
                await to.SendAsync(buffer.AsMemory(0, length));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Cut, or the other side went away.
        }
    }
}
