using System.CommandLine;
using WorkflowAlerts.IntegrationTests;
using WorkflowAlerts.IntegrationTests.Crashing;
using WorkflowAlerts.IntegrationTests.Faulting;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// The long suites are commands of their own; everything else is the test runner's, as it generates it.
if (args is ["crash" or "fault" or "--help" or "-?", ..])
{
    RootCommand suites = new("The long proofs of the delivery contract. Without a command: the tests.") { CrashCommand.Create(), FaultCommand.Create() };
    return await suites.Parse(args).InvokeAsync();
}

return args.Any(argument => argument is "--server" or "--internal-msbuild-node")
    ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await ConsoleRunner.Run(args);
