using BenchmarkDotNet.Attributes;

namespace WorkflowAlerts.Benchmarks.Guarding;

/// <summary>Time and allocations of the inner parts. Public and open because BenchmarkDotNet wants it so.</summary>
[MemoryDiagnoser]
public class InnerBenchmarks
{
    private readonly InnerParts _parts = InnerParts.Create();

    [Benchmark(Description = "read a page of 1,000 runs")]
    public int ParsePage() => _parts.ParsePage();

    [Benchmark(Description = "route 100 alerts")]
    public int Route() => _parts.Route();

    [Benchmark(Description = "render 100 alerts for Slack and for Teams")]
    public int Render() => _parts.Render();

    [Benchmark(Description = "pack 100 alerts into messages")]
    public int Pack() => _parts.Pack();

    [Benchmark(Description = "read 100 alerts from messages")]
    public int Unpack() => _parts.Unpack();
}
