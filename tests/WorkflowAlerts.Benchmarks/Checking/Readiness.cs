using WorkflowAlerts.Cli;

namespace WorkflowAlerts.Benchmarks.Checking;

/// <summary>Whether what would be measured here means anything.</summary>
internal static class Readiness
{
    // A storm's storage takes a few hundred megabytes on disk, and every trial has its own.
    private const long RoomNeeded = 2_000_000_000;

    /// <exception cref="UsageException">Something is missing; the message says what.</exception>
    public static void Check()
    {
#if DEBUG
        throw new UsageException("This is a Debug build, whose figures mean nothing. Use: dotnet run -c Release --project tests/WorkflowAlerts.Benchmarks -- COMMAND");
#else
        if (!OperatingSystem.IsLinux())
        {
            throw new UsageException("CPU and peak memory of other processes are read from /proc, which only Linux has. Run this on Linux, or in a container.");
        }

        DriveInfo disk = new(Path.GetTempPath());
        if (disk.AvailableFreeSpace < RoomNeeded)
        {
            throw new UsageException($"{Path.GetTempPath()} has {disk.AvailableFreeSpace / 1_000_000} MB free; the measuring needs {RoomNeeded / 1_000_000} MB. Make room, or set TMPDIR to a folder on another disk.");
        }
#endif
    }
}
