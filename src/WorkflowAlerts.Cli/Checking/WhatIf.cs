using WorkflowAlerts.Telling;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Checking;

/// <summary>A run that might end, and when.</summary>
internal sealed record WhatIf(FailedRun Run, DateTimeOffset At);
