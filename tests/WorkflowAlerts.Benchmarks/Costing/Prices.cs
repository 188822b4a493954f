namespace WorkflowAlerts.Benchmarks.Costing;

/// <summary>
/// List prices in US dollars, of the regions with the lowest ones, as of October 2026. They change: check them at the pages named before relying on a sum.
/// </summary>
internal static class Prices
{
    /// <summary>Flex Consumption, on demand: a GB-second. https://azure.microsoft.com/pricing/details/functions/</summary>
    public const double GigabyteSecond = 0.000026;

    /// <summary>Flex Consumption, on demand: an execution. The same page.</summary>
    public const double Execution = 0.40 / 1_000_000;

    /// <summary>GB-seconds a month and subscription that cost nothing. The same page.</summary>
    public const double FreeGigabyteSeconds = 100_000;

    /// <summary>Executions a month and subscription that cost nothing. The same page.</summary>
    public const double FreeExecutions = 250_000;

    /// <summary>The shortest time an execution is billed for. https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan#billing</summary>
    public const double LeastSeconds = 1;

    /// <summary>Tables, general-purpose v2, LRS: an operation; a transaction counts as one. https://azure.microsoft.com/pricing/details/storage/tables/</summary>
    public const double TableOperation = 0.00036 / 10_000;

    /// <summary>Queues, general-purpose v2, LRS: an operation. https://azure.microsoft.com/pricing/details/storage/queues/</summary>
    public const double QueueOperation = 0.004 / 10_000;

    /// <summary>Log Analytics, pay as you go: a gigabyte taken in. https://azure.microsoft.com/pricing/details/monitor/</summary>
    public const double Gigabyte = 2.30;

    /// <summary>Gigabytes a month and billing account that cost nothing. The same page.</summary>
    public const double FreeGigabytes = 5;

    /// <summary>A rule that asks the logs every five minutes, for a month. The same page.</summary>
    public const double AlertRule = 1.50;

    /// <summary>Each further series that such a rule watches: a tenant, a destination. The same page.</summary>
    public const double AlertSeries = 0.15;

    /// <summary>Four private endpoints, and their four DNS zones, for a month. https://azure.microsoft.com/pricing/details/private-link/ and /dns/</summary>
    public const double PrivateNetwork = (4 * 0.01 * 730) + (4 * 0.50);

    /// <summary>Logic Apps, Consumption: a built-in trigger or action. https://azure.microsoft.com/pricing/details/logic-apps/</summary>
    public const double LogicAppAction = 0.000025;

    /// <summary>Logic Apps, Consumption: a call of a standard connector. The same page.</summary>
    public const double LogicAppConnectorCall = 0.000125;

    /// <summary>Built-in actions a month and subscription that cost nothing. The same page.</summary>
    public const double FreeLogicAppActions = 4_000;
}
