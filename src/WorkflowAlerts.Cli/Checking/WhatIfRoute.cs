namespace WorkflowAlerts.Cli.Checking;

/// <summary>What a route makes of it.</summary>
/// <param name="Route">Its place in the configuration.</param>
/// <param name="Matches">Whether it matches; null where it is not tried, because one above ends the search.</param>
/// <param name="Conditions">Each of its conditions; none where it is not tried, or asks for nothing.</param>
internal sealed record WhatIfRoute(string Route, bool? Matches, IReadOnlyList<WhatIfCondition> Conditions);
