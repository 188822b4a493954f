using WorkflowAlerts.Telling;
using System.Net;
using System.Net.Sockets;
using WorkflowAlerts.Connecting;

namespace WorkflowAlerts.Tests.Connecting;

public sealed class GuardedConnectionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("fe80::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fd20:ce::254")]
    [InlineData("168.63.129.16")]
    [InlineData("100.100.100.200")]
    [InlineData("192.0.0.192")]
    public async Task A_name_that_resolves_to_a_metadata_address_is_not_connected_to(string address) =>
        await Assert.ThrowsAsync<MetadataRefusedException>(() => Connect("hooks.example.com", 443, IPAddress.Loopback, IPAddress.Parse(address)));

    [Fact]
    public async Task Any_other_is_tried_in_turn()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();

        await using Stream stream = await Connect("hooks.example.com", ((IPEndPoint)listener.LocalEndpoint).Port, IPAddress.IPv6Loopback, IPAddress.Loopback);

        Assert.True(stream.CanWrite);
    }

    [Fact]
    public async Task A_literal_address_is_looked_at_too() => await Assert.ThrowsAsync<MetadataRefusedException>(() => Connect("169.254.169.254", 80));

    private static async Task<Stream> Connect(string host, int port, params IPAddress[] addresses) =>
        await GuardedConnection.Connect(new DnsEndPoint(host, port), (_, _) => Task.FromResult(addresses), Stop);
}
