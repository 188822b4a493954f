using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace WorkflowAlerts.Benchmarks.Measuring;

/// <summary>
/// Counts what this process asks others for, by listening to the spans of .NET's own HTTP client, through which Azure Storage's clients go as well. Each request is
/// counted by what it does; a request that was tried again counts again, as storage bills it.
/// </summary>
internal sealed class HttpCounts : IDisposable
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _ports;
    private readonly ActivityListener _listener;
    private long _lastWrite;

    /// <param name="ports">What is behind which port: queue, table, api or chat.</param>
    public HttpCounts(Dictionary<int, string> ports)
    {
        _ports = ports;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = Count,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>When the last request that changes something was answered, as a time stamp. Later looks at an empty queue are not the work.</summary>
    public long LastWrite => _lastWrite;

    public SortedDictionary<string, double> Take()
    {
        SortedDictionary<string, double> taken = new(_counts.ToDictionary(count => count.Key, count => (double)count.Value), StringComparer.Ordinal);
        _counts.Clear();
        return taken;
    }

    public void Dispose() => _listener.Dispose();

    private void Count(Activity request)
    {
        if (request.GetTagItem("server.port") is not int port || !_ports.TryGetValue(port, out string? what))
        {
            return;
        }

        string method = request.GetTagItem("http.request.method") as string ?? "";
        if (method != "GET")
        {
            Interlocked.Exchange(ref _lastWrite, Stopwatch.GetTimestamp());
        }

        string path = new Uri(request.GetTagItem("url.full") as string ?? "http://unknown/").AbsolutePath;
        _counts.AddOrUpdate(Name(what, method, path), 1, (_, count) => count + 1);
    }

    private static string Name(string what, string method, string path) => (what, method) switch
    {
        ("queue", "POST") => "queue send",
        ("queue", "GET") => path.EndsWith("/messages", StringComparison.Ordinal) ? "queue receive" : "queue depth",
        ("queue", "DELETE") => "queue delete",
        ("queue", _) => "queue update",
        ("table", _) when path.EndsWith("/$batch", StringComparison.Ordinal) => "table transaction",
        ("table", "GET") => path.Contains("()", StringComparison.Ordinal) ? "table query" : "table read",
        ("table", "POST") => "table insert",
        ("table", "DELETE") => "table delete",
        ("table", _) => "table update",
        _ => what,
    };
}
