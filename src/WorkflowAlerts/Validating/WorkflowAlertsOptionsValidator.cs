using WorkflowAlerts.Recording;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Chats;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Polling;

namespace WorkflowAlerts.Validating;

/// <summary>Checks the whole configuration at start and reports every mistake at once.</summary>
internal sealed class WorkflowAlertsOptionsValidator(ChatKinds chats) : IValidateOptions<WorkflowAlertsOptions>
{
    // A ledger row has 255 properties, 3 of the system and some of ours: https://learn.microsoft.com/azure/storage/tables/scalability-targets
    private const int MaxDestinations = 200;

    public ValidateOptionsResult Validate(string? name, WorkflowAlertsOptions options)
    {
        Mistakes mistakes = new();
        mistakes.AddUnreadable(options.Unreadable);
        mistakes.Required(options.Tenants.Count > 0, "Tenants", "is empty. Name at least one Amperity tenant.");
        foreach ((string tenant, Fetching.TenantOptions tenantOptions) in options.Tenants)
        {
            TenantRules.Check(tenant, tenantOptions, mistakes);
        }

        mistakes.Required(options.Destinations.Count > 0, "Destinations", $"is empty. Name at least one {chats.Names} webhook.");
        mistakes.Unless(options.Destinations.Count <= MaxDestinations, "Destinations", $"has {options.Destinations.Count} entries; at most {MaxDestinations} are possible.");
        foreach ((string destination, DestinationOptions destinationOptions) in options.Destinations)
        {
            DestinationRules.Check(destination, destinationOptions, chats, mistakes);
        }

        RouteRules.Check(options, mistakes);
        OwnerRules.Check(options, chats, mistakes);
        Times(options, mistakes);
        GroupingRules.Check(options, mistakes);
        if (options.Heartbeat.Url.Length > 0)
        {
            mistakes.Address(options.Heartbeat.Url, "Heartbeat:Url");
        }

        return mistakes.Found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes.Found);
    }

    private static void Times(WorkflowAlertsOptions options, Mistakes mistakes)
    {
        PollingOptions polling = options.Polling;
        mistakes.Range(polling.Overlap, TimeSpan.Zero, TimeSpan.FromDays(1), "Polling:Overlap");
        mistakes.Range(polling.InitialLookback, TimeSpan.Zero, TimeSpan.FromDays(30), "Polling:InitialLookback");
        mistakes.Range(polling.MaxSlice, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1), "Polling:MaxSlice");
        mistakes.Range(polling.FanOutFrom, 0, 100_000, "Polling:FanOutFrom");

        DeliveryOptions delivery = options.Delivery;
        mistakes.Range(delivery.MaxPacingWait, TimeSpan.Zero, TimeSpan.FromMinutes(5), "Delivery:MaxPacingWait");
        mistakes.Range(delivery.FirstRetry, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1), "Delivery:FirstRetry");
        mistakes.Range(delivery.LongestRetry, delivery.FirstRetry, TimeSpan.FromDays(1), "Delivery:LongestRetry");
        mistakes.Range(delivery.GiveUpAfter, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7), "Delivery:GiveUpAfter");

        mistakes.Range(options.Late.Margin, TimeSpan.FromMinutes(1), TimeSpan.FromHours(6), "Late:Margin");
        ZoneRules.Check(options.Late.Zone, "Late:Zone", mistakes);

        mistakes.Range(options.Details.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), "Details:Timeout");
        mistakes.Range(options.Details.MaxPerMinute, 1, 600, "Details:MaxPerMinute");

        mistakes.Range(options.Ledger.Retention, TimeSpan.FromDays(2), TimeSpan.FromDays(365), "Ledger:Retention");
        mistakes.Unless(
            options.Ledger.Retention > polling.Overlap + polling.InitialLookback, "Ledger:Retention",
            "is shorter than Polling:Overlap and Polling:InitialLookback together, so a run could be forgotten and told again. Give a longer one.");

        string template = options.Cards.RunUrlTemplate;
        mistakes.Unless(
            template.Length == 0 || (template.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && template.Contains("{id}", StringComparison.Ordinal)), "Cards:RunUrlTemplate",
            "is no address of a run. Give an https address with {id}, and {tenant} where it belongs, or leave it empty.");
    }
}
