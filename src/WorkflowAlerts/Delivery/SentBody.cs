using System.Net;
using System.Net.Http.Headers;

namespace WorkflowAlerts.Delivery;

/// <summary>
/// A request's body that knows whether its sending has begun: as long as it has not, whatever went wrong, nothing can have arrived.
/// </summary>
internal sealed class SentBody : HttpContent
{
    private readonly ReadOnlyMemory<byte> _json;

    public SentBody(ReadOnlyMemory<byte> json)
    {
        _json = json;
        Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
    }

    public bool HasBegun { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasBegun = true;
        await stream.WriteAsync(_json, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _json.Length;
        return true;
    }
}
