using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowAlerts.IntegrationTests.Infra;

/// <summary>Microsoft's own parser of KQL, from npm: it binds every name in a query to the columns of the tables that are asked.</summary>
internal static class Kql
{
    // The columns of Application Insights as a query on a component sees them, and of the workspace's own log.
    // https://learn.microsoft.com/azure/azure-monitor/app/convert-classic-resource#table-structure
    // https://learn.microsoft.com/azure/azure-monitor/logs/monitor-workspace#_logoperation-function
    private const string Common =
        "itemType: string, customDimensions: dynamic, operation_Name: string, operation_Id: string, operation_ParentId: string, operation_SyntheticSource: string, session_Id: string, user_Id: string, "
        + "user_AuthenticatedId: string, user_AccountId: string, application_Version: string, client_Type: string, client_Model: string, client_OS: string, client_IP: string, client_City: string, "
        + "client_StateOrProvince: string, client_CountryOrRegion: string, client_Browser: string, cloud_RoleName: string, cloud_RoleInstance: string, appId: string, appName: string, iKey: string, "
        + "sdkVersion: string, itemId: string, itemCount: int, _ResourceId: string";

    private static readonly Dictionary<string, string> _tables = new()
    {
        ["customMetrics"] = $"(timestamp: datetime, name: string, value: real, valueCount: int, valueSum: real, valueMin: real, valueMax: real, valueStdDev: real, {Common})",
        ["traces"] = $"(timestamp: datetime, message: string, severityLevel: int, customMeasurements: dynamic, {Common})",
        ["exceptions"] =
            $"(timestamp: datetime, problemId: string, handledAt: string, type: string, message: string, assembly: string, method: string, outerType: string, outerMessage: string, outerAssembly: string, "
            + "outerMethod: string, innermostType: string, innermostMessage: string, innermostAssembly: string, innermostMethod: string, severityLevel: int, details: dynamic, customMeasurements: dynamic, "
            + $"{Common})",
        ["_LogOperation"] = "(TimeGenerated: datetime, Operation: string, Category: string, Level: string, Detail: string, ResourceId: string)",
    };

    private static readonly string _script = Path.Combine(typeof(Kql).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Kql").Value!, "check.cjs");

    /// <summary>What is wrong with each query, by its name; a query without mistakes has no lines.</summary>
    public static async Task<IReadOnlyDictionary<string, string[]>> Mistakes(IEnumerable<(string Name, string Query)> queries)
    {
        ProcessStartInfo start = new("node", [_script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process node = Process.Start(start)!;
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(queries.Select(one => new { name = one.Name, query = one.Query, tables = _tables })));
        node.StandardInput.Close();
        Task<string> errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, await errors);
        return JsonNode.Parse(output)!.AsArray().ToDictionary(one => (string)one!["name"]!, one => one!["errors"]!.AsArray().Select(error => (string)error!).ToArray());
    }
}
