namespace WorkflowAlerts.Reporting;

/// <summary>An operations destination could not be told yet; the same has to be tried again.</summary>
public sealed class OperationsUnreachableException() : Exception("An operations destination could not be reached yet; it is told at the next try.");
