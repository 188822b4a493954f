using System.CommandLine;
using WorkflowAlerts.IntegrationTests;
using WorkflowAlerts.IntegrationTests.Crashing;
using WorkflowAlerts.IntegrationTests.Faulting;
using WorkflowAlerts.IntegrationTests.Judging;
using WorkflowAlerts.IntegrationTests.Picturing;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// The long suites and the pictures are commands of their own; everything else is the test runner's, as it generates it.
if (args is ["crash" or "fault" or "judge" or "screenshots" or "--help" or "-?", ..])
{
    RootCommand suites = new("The long proofs of the delivery contract, and the pictures of the README. Without a command: the tests.")
    {
        CrashCommand.Create(), FaultCommand.Create(), JudgeCommand.Create(), ScreenshotsCommand.Create(),
    };
    return await suites.Parse(args).InvokeAsync();
}

return args.Any(argument => argument is "--server" or "--internal-msbuild-node")
    ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await ConsoleRunner.Run(args);
