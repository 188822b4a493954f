using System.Collections.Concurrent;

namespace WorkflowAlerts.Simulation;

/// <summary>One tenant at the simulated Amperity: its credentials, its limit and its runs.</summary>
public sealed class SimulatedTenant(string name, RateLimit limit, TimeProvider time)
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _tokens = new(StringComparer.Ordinal);
    private readonly List<SimulatedRun> _runs = [];
    private readonly Lock _lock = new();
    private int _issued;

    public string Name => name;

    public string ClientId => $"client-of-{name}";

    public string ClientSecret => $"secret-of-{name}-5d1f0c7e";

    public RateLimit Limit => limit;

    public int TokensIssued => _issued;

    public void Add(params IEnumerable<SimulatedRun> runs)
    {
        lock (_lock)
        {
            _runs.AddRange(runs);
        }
    }

    /// <summary>Changes a run that is there.</summary>
    public void Change(string id, Func<SimulatedRun, SimulatedRun> change)
    {
        lock (_lock)
        {
            int i = _runs.FindIndex(run => run.Id == id);
            _runs[i] = change(_runs[i]);
        }
    }

    /// <summary>A copy, newest end first.</summary>
    public IReadOnlyList<SimulatedRun> Runs()
    {
        lock (_lock)
        {
            return [.. _runs.OrderByDescending(run => run.EndedAt ?? run.CreatedAt).ThenBy(run => run.Id, StringComparer.Ordinal)];
        }
    }

    public (string Token, int ExpiresIn) IssueToken()
    {
        string token = $"token-{name}-{Interlocked.Increment(ref _issued)}-9b2c4e";
        _tokens[token] = time.GetUtcNow() + TokenLife;
        return (token, (int)TokenLife.TotalSeconds);
    }

    public bool Accepts(string token) => _tokens.TryGetValue(token, out DateTimeOffset until) && time.GetUtcNow() < until;

    /// <summary>Makes every token invalid, as rotating a key does.</summary>
    public void RevokeTokens() => _tokens.Clear();
}
