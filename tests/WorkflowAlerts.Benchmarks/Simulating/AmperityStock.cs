using System.Globalization;
using System.Text;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Benchmarks.Simulating;

/// <summary>
/// The runs of one tenant, in the order of their end and already written as JSON: what a page costs the server must not be counted against whoever reads it.
/// </summary>
internal sealed class AmperityStock
{
    private const string TokenPrefix = "from-";

    private readonly Lock _lock = new();
    private (DateTimeOffset EndedAt, byte[] Json)[] _listed = [];
    private Dictionary<string, SimulatedRun> _byId = [];

    /// <summary>How long a page takes. Zero: at once.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>The API's limit; null for none.</summary>
    public RateLimit? Limit { get; set; }

    public void Add(IEnumerable<SimulatedRun> runs)
    {
        SimulatedRun[] added = [.. runs];
        lock (_lock)
        {
            _listed = [.. _listed.Concat(added.Select(run => (run.EndedAt!.Value, Encoding.UTF8.GetBytes(RunJson.Listed(run).ToJsonString())))).OrderBy(run => run.Item1)];
            _byId = new Dictionary<string, SimulatedRun>(_byId.Concat(added.Select(run => KeyValuePair.Create(run.Id, run))), StringComparer.Ordinal);
        }
    }

    public SimulatedRun? Find(string id)
    {
        lock (_lock)
        {
            return _byId.GetValueOrDefault(id);
        }
    }

    /// <summary>One page of the runs that ended in [from, to).</summary>
    public byte[] Page(DateTimeOffset from, DateTimeOffset to, int limit, string? token)
    {
        (DateTimeOffset EndedAt, byte[] Json)[] listed;
        lock (_lock)
        {
            listed = _listed;
        }

        int first = First(listed, from) + (token is null ? 0 : int.Parse(token.AsSpan(TokenPrefix.Length), CultureInfo.InvariantCulture));
        int end = First(listed, to);
        int last = Math.Min(first + limit, end);
        using MemoryStream page = new();
        page.Write("{\"data\":["u8);
        for (int i = first; i < last; i++)
        {
            page.Write(i > first ? ","u8 : ""u8);
            page.Write(listed[i].Json);
        }

        page.Write("]"u8);
        page.Write(last < end ? Encoding.UTF8.GetBytes($",\"next_token\":\"{TokenPrefix}{last - First(listed, from)}\"}}") : "}"u8);
        return page.ToArray();
    }

    private static int First((DateTimeOffset EndedAt, byte[] Json)[] listed, DateTimeOffset at)
    {
        (int low, int high) = (0, listed.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = listed[middle].EndedAt < at ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
