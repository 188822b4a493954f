using WorkflowAlerts.Telling;
namespace WorkflowAlerts.Functions.Tests;

/// <summary>What an operator gets to see when the app cannot start, or storage cannot be reached: the app as a process, and what its telemetry endpoint receives.</summary>
public sealed class StartTests
{
    private static readonly Dictionary<string, string> _unresolved = new()
    {
        ["WorkflowAlerts__Tenants__socktown__AccessToken"] = "@Microsoft.KeyVault(VaultName=kv-x;SecretName=tenant-socktown)",
        ["WorkflowAlerts__Destinations__data_team__WebhookUrl"] = "@Microsoft.KeyVault(VaultName=kv-x;SecretName=destination-data-team)",
    };

    [Fact]
    public async Task Application_Insights_gets_a_line_for_each_unresolved_reference_with_the_name_of_its_app_setting()
    {
        await using LoopbackHost host = await LoopbackHost.Start();
        await using AppProcess app = AppProcess.Start(host, With(_unresolved, Monitor(host)));

        (int exitCode, string errors) = await app.End();

        Assert.Equal(1, exitCode);
        Assert.Equal(["WorkflowAlerts__Destinations__data_team__WebhookUrl", "WorkflowAlerts__Tenants__socktown__AccessToken"], Complaints(host).Select(line => line.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.All(Complaints(host), line => Assert.Contains("is a Key Vault reference that was not resolved", line, StringComparison.Ordinal));

        // That is all: one line a mistake, none of them twice, and no stack trace on the host's console.
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_collector_by_OTLP_gets_the_same()
    {
        await using LoopbackHost host = await LoopbackHost.Start();
        await using AppProcess app = AppProcess.Start(host, With(_unresolved, new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = host.Telemetry, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" }));

        Assert.Equal(1, (await app.End()).ExitCode);
        string logs = string.Concat(host.Received("/v1/logs"));
        Assert.All(_unresolved.Keys, setting => Assert.Contains($"{setting} is a Key Vault reference that was not resolved", logs, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_any_export_the_hosts_console_gets_it()
    {
        await using LoopbackHost host = await LoopbackHost.Start();
        await using AppProcess app = AppProcess.Start(host, _unresolved);

        (int exitCode, string errors) = await app.End();

        Assert.Equal(1, exitCode);
        Assert.Equal(_unresolved.Keys.Order(StringComparer.Ordinal), errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("PollSchedule", "")]
    [InlineData("PollSchedule", "%Times%")]
    [InlineData("PollSchedule", "*/5 * * * *")]
    [InlineData("PollSchedule", "0 61 * * * *")]
    [InlineData("SweepSchedule", "")]
    [InlineData("SweepSchedule", "daily")]
    [InlineData("AzureWebJobsStorage", "DefaultEndpointsProtocol=https;AccountName=x;AccountKey=no-base64-7f3a")]
    [InlineData("WorkflowAlerts__Destinations__data_team__Kind", "Discord")]
    [InlineData("WorkflowAlerts__Polling__Overlap", "ten minutes")]
    [InlineData("WorkflowAlerts__DefaultTo__0", "nobody")]
    public async Task A_wrong_or_missing_setting_is_refused_at_start_and_told_where_it_is_exported(string setting, string value)
    {
        await using LoopbackHost host = await LoopbackHost.Start();
        await using AppProcess app = AppProcess.Start(host, With(new() { [setting] = value }, Monitor(host)));

        Assert.Equal(1, (await app.End()).ExitCode);
        string line = Assert.Single(Complaints(host));
        Assert.StartsWith(setting, line, StringComparison.Ordinal);
        Assert.DoesNotContain("7f3a", string.Concat(host.Received("/track")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_storage_is_down_the_app_runs_on_and_says_so_once()
    {
        await using LoopbackHost host = await LoopbackHost.Start();
        const string nobody = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=AAAA;QueueEndpoint=http://127.0.0.1:1/devstoreaccount1;TableEndpoint=http://127.0.0.1:1/devstoreaccount1;BlobEndpoint=http://127.0.0.1:1/devstoreaccount1";
        await using AppProcess app = AppProcess.Start(host, With(new() { ["AzureWebJobsStorage"] = nobody }, Monitor(host)));

        while (!Messages(host).Any(line => line.StartsWith("Storage does not answer", StringComparison.Ordinal)))
        {
            Assert.True(app.IsRunning, "The app has ended.");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.True(app.IsRunning);
        Assert.Single(Messages(host), line => line.StartsWith("Storage does not answer", StringComparison.Ordinal));
        Assert.Empty(Complaints(host));
    }

    private static Dictionary<string, string> Monitor(LoopbackHost host) =>
        new() { ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = $"InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint={host.Telemetry}/" };

    private static Dictionary<string, string> With(Dictionary<string, string> settings, Dictionary<string, string> more) => new(settings.Concat(more));

    private static IEnumerable<string> Messages(LoopbackHost host) => host.Items("MessageData").Select(item => (string)item["message"]!);

    private static IEnumerable<string> Complaints(LoopbackHost host) =>
        host.Items("MessageData").Where(item => (string?)item["severityLevel"] == "Critical").Select(item => (string)item["message"]!);
}
