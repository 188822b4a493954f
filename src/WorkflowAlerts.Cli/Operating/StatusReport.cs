using WorkflowAlerts.Quieting;

namespace WorkflowAlerts.Cli.Operating;

/// <summary>How the product stands at a moment.</summary>
/// <param name="At">The moment.</param>
/// <param name="Good">Whether nobody has to do anything.</param>
/// <param name="Tenants">How far each tenant has been read.</param>
/// <param name="Queue">About how many messages are on the alert queue, those that wait for later included.</param>
/// <param name="PoisonQueue">About how many failed messages nobody has collected from the poison queue yet.</param>
/// <param name="Poisoned">How many failed messages are kept for somebody to look at.</param>
/// <param name="Destinations">What each destination did in the last 24 hours.</param>
/// <param name="OldestUndelivered">The alert that has waited longest, of the last 7 days, or null.</param>
/// <param name="Mutes">The mutes that are on.</param>
/// <param name="Kept">How many alerts are kept until quiet hours or mutes are over.</param>
/// <param name="Troubles">What the product knows to be wrong.</param>
/// <param name="Damaged">Rows in storage that cannot be read, as far as this looked: it does not read the whole ledger.</param>
internal sealed record StatusReport(
    DateTimeOffset At,
    bool Good,
    IReadOnlyList<TenantStatus> Tenants,
    int Queue,
    int PoisonQueue,
    int Poisoned,
    IReadOnlyList<DestinationStatus> Destinations,
    UndeliveredAlert? OldestUndelivered,
    IReadOnlyList<Mute> Mutes,
    int Kept,
    IReadOnlyList<OpenTrouble> Troubles,
    IReadOnlyList<DamagedRowView> Damaged);
