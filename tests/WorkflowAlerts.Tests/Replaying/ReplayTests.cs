using WorkflowAlerts.Telling;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Cli.Replaying;
using WorkflowAlerts.Cli.Replaying.Summarising;
using WorkflowAlerts.Runs;
using static WorkflowAlerts.Tests.Replaying.Replayed;

namespace WorkflowAlerts.Tests.Replaying;

public sealed class ReplayTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failure_is_told_by_the_next_poll_and_its_end_too()
    {
        ReplayResult result = await Play(Settings(), History(TimeSpan.FromHours(1), Run("Nightly couriers", "failed", Start.AddSeconds(90)), Run("Nightly couriers", "succeeded", Start.AddMinutes(30))));

        Assert.Equal(
            [
                "Fri 06:02:00 platform-oncall Alert: Workflow failed: Nightly couriers in socktown",
                "Fri 06:31:00 platform-oncall Recovery: Workflow works again: Nightly couriers in socktown",
            ],
            Lines(result));
        Assert.Equal(["platform-oncall"], Assert.Single(result.Alerts).To);
    }

    [Fact]
    public async Task A_held_failure_comes_with_the_first_tick_after_its_time_is_up()
    {
        ReplayResult result = await Play(Settings(("Routes:1:Hold", "00:07:30")), History(TimeSpan.FromHours(1), Run("Stays", "failed", Start.AddMinutes(1))));

        Assert.Equal(["Fri 06:10:00 platform-oncall Alert: Workflow failed: Stays in socktown"], Lines(result));
        Assert.Empty(result.Paced);
    }

    [Fact]
    public async Task What_quiet_hours_or_a_hold_keep_beyond_the_end_is_not_yet_told()
    {
        ReplayResult result = await Play(
            Settings(("Routes:1:Hold", "02:00:00"), ("Routes:2:Quiet:0:Days:0", "mon-sun"), ("Routes:2:Quiet:0:From", "06:00"), ("Routes:2:Quiet:0:To", "12:00")),
            History(TimeSpan.FromHours(1), Run("Held", "failed", Start.AddMinutes(1)), Run("Kept", "failed", Start.AddMinutes(1), Attribution.Customer)));

        Assert.Empty(result.Messages);
        Assert.All(result.Alerts, alert => Assert.Empty(alert.To));
        Assert.Equal(["data-team", "platform-oncall"], result.Alerts.SelectMany(alert => alert.Waiting).Order());
    }

    [Fact]
    public async Task What_a_destination_cannot_take_at_once_comes_later_and_is_counted()
    {
        WorkflowRun[] runs = [.. Enumerable.Range(0, 8).Select(i => Run($"Courier {i}", "failed", Start.AddSeconds(10 + i)))];

        ReplayResult result = await Play(Settings(("Destinations:platform-oncall:Pacing:Burst", "5"), ("Destinations:platform-oncall:Pacing:Interval", "00:02:00")), History(TimeSpan.FromHours(1), runs));

        Assert.Equal(3, Assert.Single(result.Paced).Value);
        Assert.Equal(["06:01", "06:01", "06:01", "06:01", "06:01", "06:03", "06:05", "06:07"], result.Messages.Select(message => message.At.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Messages_before_the_time_of_interest_are_not_counted_but_their_failures_are_known()
    {
        PastRuns history = History(TimeSpan.FromHours(2), Run("Nightly couriers", "failed", Start.AddMinutes(1)), Run("Nightly couriers", "failed", Start.AddMinutes(70)));

        ReplayResult result = await Play(Settings(), history with { From = Start.AddHours(1) });

        Assert.Equal(["Fri 07:11:00 platform-oncall Alert: Workflow failed again: Nightly couriers in socktown"], Lines(result));
        Assert.Single(result.Alerts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Passing_over_polls_that_find_nothing_changes_nothing(int seed)
    {
        PastRuns history = await SampleHistory.Make([Tenant], 400, seed, TimeSpan.FromDays(4), _ => { }, Stop);
        history = history with { ReadFrom = history.From };
        (string, string?)[] everything =
        [
            ("Routes:1:Hold", "00:12:30"), ("Routes:1:Late", "true"), ("Late:Margin", "00:05:00"), ("Polling:MaxSlice", "00:07:30"), ("Destinations:data-team:Pacing:Burst", "1"), ("Destinations:data-team:Pacing:Interval", "00:00:45"),
            ("Routes:2:Quiet:0:Days:0", "mon-sun"), ("Routes:2:Quiet:0:From", "22:00"), ("Routes:2:Quiet:0:To", "06:31"), ("Routes:2:Quiet:0:Zone", "Europe/Berlin"),
            ("Destinations:data-team:Weekly:Enabled", "true"), ("Destinations:data-team:Weekly:Day", "wed"), ("Destinations:data-team:Weekly:Time", "03:17"), ("Digest:Threshold", "2"),
        ];

        string skipping = ReplayJson.Of(ReplayReport.Of(await Play(Settings(everything), history), payloads: true));
        string polling = ReplayJson.Of(ReplayReport.Of(await Play(Settings(everything), history, everyTick: true), payloads: true));

        Assert.Equal(polling, skipping);
        Assert.Contains("\"quiet-hours\":", polling, StringComparison.Ordinal);
        Assert.Contains("\"weekly\":1", polling, StringComparison.Ordinal);
        Assert.Contains("\"late\":", polling, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_leaves_the_process_whatever_addresses_are_configured()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        string address = $"http://{listener.LocalEndpoint}";

        ReplayResult result = await Play(
            Settings(
                ("Destinations:data-team:WebhookUrl", $"{address}/services/T/B/x"), ("Destinations:platform-oncall:WebhookUrl", $"{address}/workflows/x?sig=y"),
                ("Destinations:platform-oncall:Headers:X-Secret", "hush"), ("Heartbeat:Url", $"{address}/ping"), ($"Tenants:{Tenant}:BaseUrl", address)),
            History(TimeSpan.FromHours(1), Run("Platform", "failed", Start.AddMinutes(1)), Run("Customer", "failed", Start.AddMinutes(2), Attribution.Customer)));

        Assert.Equal(2, result.Messages.Count);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task Secrets_may_be_missing_or_in_a_vault_and_mistakes_may_not()
    {
        const string vault = "@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/x)";
        PastRuns history = History(TimeSpan.FromHours(1), Run("Platform", "failed", Start.AddMinutes(1)));
        (string, string?)[] secrets =
        [
            ("Destinations:data-team:WebhookUrl", vault), ("Destinations:data-team:Headers:X-Secret", vault), ("Heartbeat:Url", vault),
            ($"Tenants:{Tenant}:ClientId", "id"), ($"Tenants:{Tenant}:ClientSecret", vault), ($"Tenants:{Tenant}:TokenUrl", null),
        ];

        Assert.Single((await Play(Settings(secrets), history)).Messages);
        OptionsValidationException wrong = Assert.Throws<OptionsValidationException>(() => new Replay(Settings([.. secrets, ("Routes:1:To:0", "nobody")]), history, verbose: false));
        Assert.Contains("Routes:1:To:0", Assert.Single(wrong.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_failing_task_is_told_where_the_history_has_it()
    {
        WorkflowRun run = Run("Nightly couriers", "failed", Start.AddMinutes(1)) with
        {
            TaskInstances = [new TaskInstance { Id = "wft-1", State = "failed", Label = "Loading the files", Errors = [new RunError("", "No such file", Attribution.None)] }],
        };

        Assert.Contains("Loading the files", Assert.Single((await Play(Settings(), History(TimeSpan.FromHours(1), run))).Messages).Body, StringComparison.Ordinal);
    }
}
