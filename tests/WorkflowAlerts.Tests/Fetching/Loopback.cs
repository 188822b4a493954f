using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WorkflowAlerts.Tests.Fetching;

/// <summary>A real socket on loopback that answers each connection with the next of some raw HTTP answers, the last one for good.</summary>
internal sealed class Loopback : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public Loopback(params byte[][] answers)
    {
        _listener.Start();
        _serving = Serve(answers);
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public int Connections { get; private set; }

    public static byte[] Http(string head, ReadOnlySpan<byte> body) => [.. Encoding.ASCII.GetBytes(head.ReplaceLineEndings("\r\n") + "\r\n\r\n"), .. body];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task Serve(byte[][] answers)
    {
        byte[] request = new byte[8192];
        while (!_stop.IsCancellationRequested)
        {
            using TcpClient connection = await _listener.AcceptTcpClientAsync(_stop.Token);
            NetworkStream stream = connection.GetStream();
            _ = await stream.ReadAsync(request, _stop.Token);
            await stream.WriteAsync(answers[Math.Min(Connections++, answers.Length - 1)], _stop.Token);
        }
    }
}
