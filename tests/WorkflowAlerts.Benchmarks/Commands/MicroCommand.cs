using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using WorkflowAlerts.Benchmarks.Guarding;

namespace WorkflowAlerts.Benchmarks.Commands;

/// <summary><c>micro</c>: BenchmarkDotNet over the inner parts.</summary>
internal static class MicroCommand
{
    public static Command Create()
    {
        Option<string> filter = new("--filter") { Description = "Which methods, as a glob: *Parse*.", DefaultValueFactory = _ => "*", HelpName = "GLOB" };
        Command command = new("micro", "Time and allocations of the inner parts: reading pages, routing, rendering, queue messages.") { filter };
        command.SetAction((parsed, _) => MeasuringCommand.Run(() => Task.FromResult(Run(parsed.GetValue(filter)!))));
        return command;
    }

    private static int Run(string filter)
    {
        // In this process: a generated project would be built under this repository's rules, and has to restore packages.
        IConfig config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "workflow-alerts-benchmarks"));
        return BenchmarkSwitcher.FromTypes([typeof(InnerBenchmarks)]).Run(["--filter", filter], config).Any() ? 0 : 1;
    }
}
