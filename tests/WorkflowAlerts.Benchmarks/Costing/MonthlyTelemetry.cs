namespace WorkflowAlerts.Benchmarks.Costing;

/// <summary>What a month of telemetry weighs in Log Analytics: rows of the app, counted from what it emits, and what the Functions host adds by itself.</summary>
internal sealed record MonthlyTelemetry
{
    /// <summary>What the Functions host sends in a month for an instance that is always there, received on loopback: the runtime's and the process's measures each minute.</summary>
    public const double HostGigabytesPerInstance = 1;

    /// <summary>A row of a metric, a log line or a request, as it is billed: what the app sends is 0.8 to 1.2 KB.</summary>
    public const double BytesPerRow = 1024;

    private const double BytesPerGigabyte = 1024.0 * 1024 * 1024;

    // Polls and runs of all tenants together each minute; two queues every ten minutes.
    private const double SeriesPerPoll = 2;
    private const double QueueRowsPerPoll = 2 / 10.0;

    // The lag, every five minutes.
    private const double RowsPerTenantPerPoll = 1 / 5.0;

    // Of an execution: the request, and what it depends on.
    private const double RowsPerExecution = 2;

    // Of an alert: that it was sent. Of a poll with alerts: how many, sent where and how late.
    private const double RowsPerPollWithAlerts = 3;

    /// <summary>Gigabytes of the app itself.</summary>
    public required double OwnGigabytes { get; init; }

    /// <summary>Gigabytes of the host: one instance polls each minute and so never goes away.</summary>
    public double HostGigabytes => HostGigabytesPerInstance;

    public double Gigabytes => OwnGigabytes + HostGigabytes;

    /// <summary>Gigabytes of a day.</summary>
    public double GigabytesPerDay => Gigabytes / (MonthlyCost.Polls / (24 * 60));

    public double Dollars => Math.Max(0, Gigabytes - Prices.FreeGigabytes) * Prices.Gigabyte;

    public static MonthlyTelemetry Of(int tenants, double pollsWithAlerts, double alerts, double executions) => new()
    {
        OwnGigabytes = BytesPerRow / BytesPerGigabyte * ((MonthlyCost.Polls * (SeriesPerPoll + QueueRowsPerPoll + (tenants * RowsPerTenantPerPoll)))
            + (pollsWithAlerts * RowsPerPollWithAlerts) + alerts + (executions * RowsPerExecution)),
    };
}
