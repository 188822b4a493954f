namespace WorkflowAlerts.Recording;

/// <summary>The rules a claim lives by.</summary>
public static class DeliveryClaim
{
    /// <summary>After this long a claim without a result belongs to a process that is gone: a send ends by itself within 20 seconds.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(45);

    /// <summary>A claim that took longer than this to make is made again before the send: by the time of its end another process may have taken it over.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    /// <summary>Whether somebody may be sending at this moment.</summary>
    public static bool IsBusy(DeliveryEntry? entry, DateTimeOffset now) => entry is { State: DeliveryState.Sending } && now - entry.At < Lifetime;

    /// <summary>The claim of the next send. One whose sender is gone may have arrived.</summary>
    /// <param name="known">How it stands at the destination, or null.</param>
    /// <param name="claimedBy">Who claims it.</param>
    /// <param name="now">When.</param>
    public static DeliveryEntry Next(DeliveryEntry? known, string claimedBy, DateTimeOffset now) => new(
        DeliveryState.Sending, now, (known?.Attempts ?? 0) + 1, "", known is null or { State: DeliveryState.Held } ? now : known.FirstAt,
        known is { MayHaveArrived: true } or { State: DeliveryState.Sending })
    {
        ClaimedBy = claimedBy,
        PossibleCopies = (known?.PossibleCopies ?? 0) + (known is { State: DeliveryState.Sending } ? 1 : 0),
    };
}
