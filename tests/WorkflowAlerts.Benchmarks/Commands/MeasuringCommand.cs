using WorkflowAlerts.Benchmarks.Checking;
using WorkflowAlerts.Cli;

namespace WorkflowAlerts.Benchmarks.Commands;

/// <summary>What all commands have in common: they refuse to measure what would mean nothing.</summary>
internal static class MeasuringCommand
{
    /// <summary>Returns the command's exit code, or 2 with a sentence on standard error.</summary>
    public static async Task<int> Run(Func<Task<int>> measure)
    {
        try
        {
            Readiness.Check();
            return await measure();
        }
        catch (UsageException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
    }
}
