namespace WorkflowAlerts.Benchmarks.Costing;

/// <summary>A month of 730 hours at a poll a minute, of which one in sixty a tenant brings alerts; and a Logic App that does the same.</summary>
internal sealed record MonthlyCost
{
    public const double Polls = 730 * 60;

    /// <summary>One poll in so many has alerts.</summary>
    public const double PollsPerPollWithAlerts = 60;

    /// <summary>The default of the infrastructure.</summary>
    public const double InstanceGigabytes = 0.5;

    // The host looks at an empty queue every ten seconds at most, as host.json says; there are four: alerts, polls, and a poison queue of each.
    private const double HostLooks = 730 * 3600 / 10.0 * 4;

    // No successful poll, the poison queue, refusals, lateness, the daily cap.
    private const int AlertRules = 5;

    // A Logic App a tenant. A poll: the recurrence, the request, reading the JSON, picking the failed; connectors: the checkpoint read and written.
    private const double LogicAppActionsPerPoll = 4;
    private const double LogicAppCallsPerPoll = 2;

    // An alert: the loop's condition; connectors: whether it is known, the message, the note that it was sent.
    private const double LogicAppActionsPerAlert = 1;
    private const double LogicAppCallsPerAlert = 3;

    public required int Tenants { get; init; }

    public required double TableOperations { get; init; }

    public required double QueueOperations { get; init; }

    public required double Executions { get; init; }

    public required double GigabyteSeconds { get; init; }

    public required MonthlyTelemetry Telemetry { get; init; }

    public required double LogicAppActions { get; init; }

    public required double LogicAppCalls { get; init; }

    public double StorageDollars => (TableOperations * Prices.TableOperation) + (QueueOperations * Prices.QueueOperation);

    public double FunctionDollars =>
        (Math.Max(0, GigabyteSeconds - Prices.FreeGigabyteSeconds) * Prices.GigabyteSecond) + (Math.Max(0, Executions - Prices.FreeExecutions) * Prices.Execution);

    /// <summary>Without the monthly free grant, which other apps of the subscription may have used.</summary>
    public double FunctionDollarsWithoutGrant => (GigabyteSeconds * Prices.GigabyteSecond) + (Executions * Prices.Execution);

    /// <summary>The rules of the template. Silence is watched for each tenant, but a series costs only while it is there, and that one is there in trouble only.</summary>
    public double RuleDollars => AlertRules * Prices.AlertRule;

    /// <summary>All that an own resource group costs.</summary>
    public double TotalDollars => StorageDollars + FunctionDollars + Telemetry.Dollars + RuleDollars;

    public double LogicAppDollars => (Math.Max(0, LogicAppActions - Prices.FreeLogicAppActions) * Prices.LogicAppAction) + (LogicAppCalls * Prices.LogicAppConnectorCall);

    public static MonthlyCost Of(int tenants, PollCosts poll)
    {
        double pollsWithAlerts = Polls * tenants / PollsPerPollWithAlerts;
        double alerts = pollsWithAlerts * poll.Alerts;
        double deliveries = pollsWithAlerts * poll.Messages;
        double seconds = Math.Max(Prices.LeastSeconds, poll.Seconds + (tenants * poll.SecondsPerTenant));
        return new MonthlyCost
        {
            Tenants = tenants,
            TableOperations = (Polls * (poll.TableOperations + (tenants * poll.TableOperationsPerTenant))) + (pollsWithAlerts * poll.TableOperationsWithAlerts),
            QueueOperations = (Polls * (poll.QueueOperations + (tenants * poll.QueueOperationsPerTenant))) + (pollsWithAlerts * poll.QueueOperationsWithAlerts) + HostLooks,
            Executions = Polls + deliveries,
            Telemetry = MonthlyTelemetry.Of(tenants, pollsWithAlerts, alerts, Polls + deliveries),

            // A delivery posts one message a second to a channel.
            GigabyteSeconds = InstanceGigabytes * ((Polls * seconds) + (deliveries * Math.Max(Prices.LeastSeconds, poll.Alerts))),
            LogicAppActions = (Polls * tenants * LogicAppActionsPerPoll) + (alerts * LogicAppActionsPerAlert),
            LogicAppCalls = (Polls * tenants * LogicAppCallsPerPoll) + (alerts * LogicAppCallsPerAlert),
        };
    }
}
