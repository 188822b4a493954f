using System.Text;

namespace WorkflowAlerts.Storage;

/// <summary>How much a message may hold.</summary>
internal static class QueueBody
{
    // 64 KiB of Base64.
    private const int MostBytes = 48 * 1024;

    /// <exception cref="ArgumentException">It is too big for a message.</exception>
    public static byte[] Bytes(string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        return bytes.Length <= MostBytes
            ? bytes
            : throw new ArgumentException($"A queue message holds at most {MostBytes} bytes; this one has {bytes.Length}.", nameof(body));
    }
}
