using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using WorkflowAlerts.Benchmarks.Costing;
using WorkflowAlerts.Benchmarks.Measuring;

namespace WorkflowAlerts.Benchmarks.Commands;

/// <summary><c>cost</c>: what a month costs, from measured counts and published prices.</summary>
internal static class CostCommand
{
    private static readonly int[] s_tenants = [1, 10, 100];

    public static Command Create()
    {
        Option<bool> json = new("--json") { Description = "Print JSON lines only, no table." };
        Command command = new("cost", "What a month costs, beside a Logic App that does the same.") { json };
        command.SetAction((parsed, cancellationToken) => MeasuringCommand.Run(() => Run(parsed.GetValue(json), cancellationToken)));
        return command;
    }

    private static async Task<int> Run(bool json, CancellationToken cancellationToken)
    {
        PollCosts poll = await PollCosts.Measure(cancellationToken);
        MonthlyCost[] months = [.. s_tenants.Select(tenants => MonthlyCost.Of(tenants, poll))];
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(poll, FiguresJson.Plain.PollCosts));
            Array.ForEach(months, month => Console.WriteLine(JsonSerializer.Serialize(month, FiguresJson.Plain.MonthlyCost)));
            return 0;
        }

        Array.ForEach(Table(months), Console.WriteLine);
        Console.WriteLine();
        Array.ForEach(Notes(poll), Console.WriteLine);
        return 0;
    }

    private static string[] Table(MonthlyCost[] months) =>
    [
        "| tenants | table operations | queue operations | executions | GB-s | telemetry, GB | storage | functions | (without the free grant) | telemetry | alert rules | all | the same as Logic Apps |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|",
        .. months.Select(month => string.Create(
            CultureInfo.InvariantCulture,
            $"| {month.Tenants} | {month.TableOperations:#,##0} | {month.QueueOperations:#,##0} | {month.Executions:#,##0} | {month.GigabyteSeconds:#,##0} | {month.Telemetry.Gigabytes:0.0} | ${month.StorageDollars:0.00} | ${month.FunctionDollars:0.00} | ${month.FunctionDollarsWithoutGrant:0.00} | ${month.Telemetry.Dollars:0.00} | ${month.RuleDollars:0.00} | ${month.TotalDollars:0.00} | ${month.LogicAppDollars:#,##0.00} |")),
    ];

    private static int TenantsAtCap(PollCosts poll)
    {
        int tenants = 10;
        while (MonthlyCost.Of(tenants, poll).Telemetry.GigabytesPerDay < 1)
        {
            tenants += 10;
        }

        return tenants;
    }

    private static string[] Notes(PollCosts poll) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"Measured: a quiet poll takes {poll.TableOperations:0.#} table and {poll.QueueOperations:0.#} queue operations and {poll.TableOperationsPerTenant:0.#} and {poll.QueueOperationsPerTenant:0.#} more a tenant; a poll with {poll.Alerts} alerts {poll.TableOperationsWithAlerts:0} and {poll.QueueOperationsWithAlerts:0} more."),
        string.Create(CultureInfo.InvariantCulture, $"Assumed: {MonthlyCost.Polls:#,##0} polls a month, one in {MonthlyCost.PollsPerPollWithAlerts:0} of each tenant with alerts, {MonthlyCost.InstanceGigabytes} GB an instance, and the host's looks at four queues every ten seconds. A Logic App a tenant: 4 built-in actions and 2 connector calls a poll, 1 and 3 an alert."),
        string.Create(CultureInfo.InvariantCulture, $"Telemetry, assumed: {MonthlyTelemetry.BytesPerRow:0} bytes a row; two series each minute, one a tenant every five, two rows an execution, a row an alert and three a poll with alerts; {MonthlyTelemetry.HostGigabytesPerInstance} GB of the Functions host's own measures, for one instance. The first {Prices.FreeGigabytes} GB are free. The daily cap of 1 GB is reached at about {TenantsAtCap(poll):#,##0} tenants."),
        string.Create(CultureInfo.InvariantCulture, $"Beside it: some cents for Key Vault and the host's own blobs, ${Prices.AlertSeries:0.00} for each further tenant or destination that is in trouble, and ${Prices.PrivateNetwork:0.00} with private endpoints."),
        "List prices of October 2026 in US dollars, to be checked: azure.microsoft.com/pricing/details/{functions,storage/tables,storage/queues,monitor,private-link,logic-apps}.",
    ];
}
