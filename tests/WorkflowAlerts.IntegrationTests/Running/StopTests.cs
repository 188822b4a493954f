using System.Diagnostics;
using System.Runtime.InteropServices;

namespace WorkflowAlerts.IntegrationTests.Running;

/// <summary>On an Azurite of its own: what it polls before it stops moves the checkpoint.</summary>
public sealed class StopTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_stop_signal_ends_a_running_program_within_five_seconds()
    {
        await using World world = await World.Start();
        Dictionary<string, string> settings = world.SettingsOn(azurite);
        settings["WorkflowAlerts__Polling__Schedule"] = "*/1 * * * * *";
        using Process process = CliProcess.Start(settings, "run");
        while (world.Amperity.Requests == 0)
        {
            if (process.HasExited)
            {
                Assert.Fail($"The program ended before its first poll: {await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)}{await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        long start = TimeProvider.System.GetTimestamp();

        // SIGTERM and not Ctrl-C's SIGINT, which a shell's background jobs ignore; both take the same way.
        Assert.Equal(0, Kill(process.Id, signal: 15));
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync(limit.Token);

        Assert.Equal(0, process.ExitCode);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    // .NET can end a process, but not ask it to.
    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
