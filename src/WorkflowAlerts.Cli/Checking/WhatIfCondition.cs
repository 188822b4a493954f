namespace WorkflowAlerts.Cli.Checking;

/// <summary>What a condition asks for, what is there, and whether that holds.</summary>
internal sealed record WhatIfCondition(string Setting, string Asked, string Found, bool Holds);
