using WorkflowAlerts.Telling;
using System.Diagnostics;
using System.Runtime.InteropServices;
using WorkflowAlerts.IntegrationTests.Proving;

namespace WorkflowAlerts.IntegrationTests.Running;

/// <summary>On an Azurite of its own: what it polls before it stops moves the checkpoint.</summary>
public sealed class StopTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stop_signal_ends_a_running_program_and_not_by_force()
    {
        await using World world = await World.Start();
        Dictionary<string, string> settings = world.SettingsOn(azurite);
        settings["WorkflowAlerts__Polling__Schedule"] = "*/1 * * * * *";
        using Process process = CliProcess.Start(settings, "run");
        await Eventually.IsTrue(() => world.Amperity.Requests > 0 || process.HasExited, Stop);
        if (process.HasExited)
        {
            Assert.Fail($"The program ended before its first poll: {await process.StandardOutput.ReadToEndAsync(Stop)}{await process.StandardError.ReadToEndAsync(Stop)}");
        }

        // SIGTERM and not Ctrl-C's SIGINT, which a shell's background jobs ignore; both take the same way.
        Assert.Equal(0, Kill(process.Id, signal: 15));
        using CancellationTokenSource limit = new(Eventually.Limit);
        await process.WaitForExitAsync(limit.Token);

        Assert.Equal(0, process.ExitCode);
    }

    // .NET can end a process, but not ask it to.
    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
