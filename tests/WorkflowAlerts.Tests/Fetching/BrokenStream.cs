namespace WorkflowAlerts.Tests.Fetching;

/// <summary>A body of x's that breaks off, the way a lost connection ends one.</summary>
internal sealed class BrokenStream(long length) : Stream
{
    public long Served { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int served = (int)Math.Min(count, length - Served);
        if (served == 0)
        {
            throw new IOException("The connection was closed.");
        }

        buffer.AsSpan(offset, served).Fill((byte)'x');
        Served += served;
        return served;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
