namespace WorkflowAlerts.Functions;

/// <summary>The app does not start, because of mistakes in its settings that were logged one by one.</summary>
internal sealed class StartRefusedException(int mistakes)
    : Exception($"The app does not start: {(mistakes == 1 ? "one app setting is wrong" : $"{mistakes} app settings are wrong")}. The log names {(mistakes == 1 ? "it" : "them")}.");
