using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Checking;

/// <summary>An alert that might come, and when.</summary>
internal sealed record WhatIf(Alert Alert, DateTimeOffset At);
