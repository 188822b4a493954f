using System.Globalization;

namespace WorkflowAlerts.Benchmarks.Measuring;

/// <summary>What Linux tells of a process.</summary>
/// <remarks>https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html and proc_pid_status.5.html</remarks>
internal static class ProcFiles
{
    // sysconf(_SC_CLK_TCK): 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>The CPU seconds of a process so far, its own and the system's for it, to a hundredth.</summary>
    public static double CpuSeconds(int process)
    {
        string stat = File.ReadAllText($"/proc/{process}/stat");

        // The second field is the program's name, which may hold anything; the fields after it are numbers.
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
    }

    /// <summary>The most memory a process ever held, in MB.</summary>
    public static double PeakMegabytes(int process)
    {
        string line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024 / 1_000_000;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
