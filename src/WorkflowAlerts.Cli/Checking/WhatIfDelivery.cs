namespace WorkflowAlerts.Cli.Checking;

/// <summary>What a destination gets.</summary>
/// <param name="Destination">Its name.</param>
/// <param name="Kind">What it speaks.</param>
/// <param name="Route">The route that names it first; null: the default.</param>
/// <param name="Hold">How long a first failure is held; null: not at all.</param>
/// <param name="QuietUntil">When its quiet hours are over; null: it is not quiet.</param>
/// <param name="QuietUntilLocal">The same on the clocks of the quiet hours' zones.</param>
/// <param name="Mentions">Whom the message calls.</param>
internal sealed record WhatIfDelivery(
    string Destination, string Kind, string? Route, TimeSpan? Hold, DateTimeOffset? QuietUntil, IReadOnlyList<string> QuietUntilLocal, IReadOnlyList<string> Mentions);
