using WorkflowAlerts.Telling;
using System.IO.Compression;
using System.Text;
using WorkflowAlerts.Fetching;

namespace WorkflowAlerts.Tests.Fetching;

/// <summary>What only a real connection shows.</summary>
public sealed class TransportTests
{
    private static readonly byte[] s_page = """{"data":[{"id":"wf-1","ended_at":"2026-06-19"}]}"""u8.ToArray();

    [Fact]
    public async Task A_redirection_is_not_followed()
    {
        await using var elsewhere = new Loopback(Loopback.Http("HTTP/1.1 200 OK\nContent-Length: 11\nConnection: close", """{"data":[]}"""u8));
        await using var server = new Loopback(Loopback.Http($"HTTP/1.1 302 Found\nLocation: {elsewhere.Address}/api\nContent-Length: 0\nConnection: close", []));
        using FetchingSetup setup = Setup(server);

        await setup.ListIsRefused("302", "127.0.0.1", "BaseUrl");

        Assert.Equal(0, elsewhere.Connections);
    }

    [Fact]
    public async Task A_body_that_is_cut_short_or_damaged_is_asked_for_again()
    {
        await using var server = new Loopback(
            Loopback.Http("HTTP/1.1 200 OK\nContent-Length: 1000\nConnection: close", s_page),
            Loopback.Http("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\nConnection: close", "40\r\n{\"data\":["u8),
            Loopback.Http("HTTP/1.1 200 OK\nContent-Encoding: gzip\nConnection: close", [.. Gzip(s_page).AsSpan(0, 10), 0xFF, 0xFF]),
            [],
            Loopback.Http("HTTP/1.1 200 OK\nContent-Encoding: gzip\nConnection: close", Gzip(s_page)));
        using FetchingSetup setup = Setup(server);

        Assert.Equal("wf-1", Assert.Single(Assert.Single(await setup.List()).Runs).Id);

        Assert.Equal(5, server.Connections);
    }

    [Fact]
    public async Task A_compressed_body_cannot_grow_beyond_the_limit()
    {
        byte[] bomb = Gzip(Encoding.ASCII.GetBytes(new string(' ', BodyHandler.LargestPage + 1)));
        await using var server = new Loopback(Loopback.Http("HTTP/1.1 200 OK\nContent-Encoding: gzip\nConnection: close", bomb));
        using FetchingSetup setup = Setup(server);

        await setup.ListIsRefused("64 MB");
    }

    private static FetchingSetup Setup(Loopback server)
    {
        var setup = new FetchingSetup(staticToken: true, realHandler: true);
        setup.Settings.BaseUrl = server.Address + "/api";
        return setup;
    }

    private static byte[] Gzip(byte[] body)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return compressed.ToArray();
    }
}
