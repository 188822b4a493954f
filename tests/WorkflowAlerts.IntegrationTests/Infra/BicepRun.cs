namespace WorkflowAlerts.IntegrationTests.Infra;

/// <summary>What one run of the Bicep compiler said.</summary>
internal sealed record BicepRun(int ExitCode, string Output, string Errors);
