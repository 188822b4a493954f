using WorkflowAlerts.Telling;
using System.Net;
using System.Net.Sockets;
using System.Text;
using WorkflowAlerts.Cli.Demo;

namespace WorkflowAlerts.IntegrationTests.Inbox;

/// <summary>The connection that the demo cuts when it kills its deliverer.</summary>
public sealed class WireTests : IDisposable
{
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);

    public WireTests() => _server.Start();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task It_carries_words_both_ways()
    {
        using Wire wire = new(((IPEndPoint)_server.LocalEndpoint).Port);
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, wire.Port, TestContext.Current.CancellationToken);
        using Socket accepted = await _server.AcceptSocketAsync(TestContext.Current.CancellationToken);

        await client.Client.SendAsync("there"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal("there", await Read(accepted));
        await accepted.SendAsync("back"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal("back", await Read(client.Client));
    }

    [Fact]
    public async Task Cut_it_ends_what_is_under_way_and_lets_nothing_more_through()
    {
        using Wire wire = new(((IPEndPoint)_server.LocalEndpoint).Port);
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, wire.Port, TestContext.Current.CancellationToken);
        using Socket accepted = await _server.AcceptSocketAsync(TestContext.Current.CancellationToken);
        await client.Client.SendAsync("half a wo"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal("half a wo", await Read(accepted));
        int port = wire.Port;

        wire.Cut();

        Assert.Equal("", await Read(accepted));
        Assert.Equal("", await Read(client.Client));
        using TcpClient late = new();
        await Assert.ThrowsAsync<SocketException>(() => late.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken).AsTask());
    }

    // Empty: the other side is gone, with or without a word.
    private static async Task<string> Read(Socket socket)
    {
        byte[] buffer = new byte[100];
        try
        {
            return Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken));
        }
        catch (SocketException)
        {
            return "";
        }
    }
}
