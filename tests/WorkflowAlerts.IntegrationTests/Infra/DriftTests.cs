using WorkflowAlerts.Telling;
using System.Text.Json;
using System.Text.RegularExpressions;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Azure;

namespace WorkflowAlerts.IntegrationTests.Infra;

/// <summary>The function app, host.json, the sample settings and the template name the same queues, schedules and connection.</summary>
public sealed partial class DriftTests
{
    private static readonly string Root = Path.Combine(Bicep.Infra, "..");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Functions_host_json_sample_settings_and_template_agree() => Assert.Empty(await Disagreements(text => text));

    [Theory]
    [InlineData("\"%PollSchedule%\"", "\"%PollTimes%\"")]
    [InlineData("\"%SweepSchedule%\"", "\"%ForgetSchedule%\"")]
    [InlineData("QueueTrigger(StorageNames.AlertQueue", "QueueTrigger(\"alarms\"")]
    [InlineData("QueueTrigger(StorageNames.PoisonQueue", "QueueTrigger(\"alerts-bad\"")]
    [InlineData("QueueTrigger(StorageNames.PollQueue", "QueueTrigger(\"orders\"")]
    [InlineData("QueueTrigger(StorageNames.PollPoisonQueue", "QueueTrigger(\"orders-bad\"")]
    [InlineData("Connection = StorageConnection.Setting", "Connection = \"AlertStorage\"")]
    [InlineData("\"PollSchedule\": ", "\"PollTimes\": ")]
    [InlineData("\"SweepSchedule\": ", "\"ForgetSchedule\": ")]
    [InlineData("\"AzureWebJobsStorage\": ", "\"AlertStorage\": ")]
    [InlineData("\"messageEncoding\": \"base64\"", "\"messageEncoding\": \"none\"")]
    public async Task A_change_in_one_place_only_is_noticed(string from, string to)
    {
        bool found = false;

        IReadOnlyList<string> disagreements = await Disagreements(text =>
        {
            found |= text.Contains(from, StringComparison.Ordinal);
            return text.Replace(from, to, StringComparison.Ordinal);
        });

        Assert.True(found, $"{from} stands nowhere.");
        Assert.NotEmpty(disagreements);
    }

    private static async Task<IReadOnlyList<string>> Disagreements(Func<string, string> change)
    {
        string functions = change(string.Concat(await Task.WhenAll(Directory.GetFiles(Path.Combine(Root, "src", "WorkflowAlerts.Functions"), "*.cs").Select(file => File.ReadAllTextAsync(file, Stop)))));
        JsonElement sample = Json(change(await File.ReadAllTextAsync(Path.Combine(Root, "local.settings.sample.json"), Stop))).GetProperty("Values");
        JsonElement queues = Json(change(await File.ReadAllTextAsync(Path.Combine(Root, "host.json"), Stop))).GetProperty("extensions").GetProperty("queues");
        Deployment deployment = await Deployment.OfExample();

        List<string> found = [];
        string[] schedules = [.. Schedule().Matches(functions).Select(match => match.Groups[1].Value)];
        found.AddRange(schedules.Where(name => !sample.TryGetProperty(name, out _)).Select(name => $"The sample settings lack {name}."));
        found.AddRange(schedules.Where(name => !deployment.Settings.ContainsKey(name)).Select(name => $"The template lacks {name}."));

        string[] triggers = [.. Queue().Matches(functions).Select(match => Name(match.Groups[1].Value)).Order(StringComparer.Ordinal)];
        string[] deployed = [.. deployment.Of("Microsoft.Storage/storageAccounts/queueServices/queues").Select(queue => ((string)queue["name"]!).Split('/')[^1]).Order(StringComparer.Ordinal)];
        if (!triggers.SequenceEqual(deployed))
        {
            found.Add($"The functions listen to {string.Join(", ", triggers)}; the template makes {string.Join(", ", deployed)}.");
        }

        string[] connections = [.. Connection().Matches(functions).Select(match => Name(match.Groups[1].Value)).Distinct()];
        found.AddRange(connections.Where(name => !sample.TryGetProperty(name, out _)).Select(name => $"The sample settings lack the connection {name}."));
        found.AddRange(connections.Where(name => !deployment.Settings.ContainsKey($"{name}__queueServiceUri")).Select(name => $"The template lacks the connection {name}."));
        if (schedules.Length != 2 || triggers.Length != 4 || connections.Length != 1)
        {
            found.Add($"There are {schedules.Length} timers, {triggers.Length} queues and {connections.Length} connections.");
        }

        // StorageConnection writes Base64; with another encoding every message would go to the poison queue unread.
        if (queues.GetProperty("messageEncoding").GetString() != "base64")
        {
            found.Add("host.json reads another encoding than the product writes.");
        }

        return found;
    }

    private static string Name(string expression) => expression switch
    {
        "StorageNames.AlertQueue" => StorageNames.AlertQueue,
        "StorageNames.PoisonQueue" => StorageNames.PoisonQueue,
        "StorageNames.PollQueue" => StorageNames.PollQueue,
        "StorageNames.PollPoisonQueue" => StorageNames.PollPoisonQueue,
        "StorageConnection.Setting" => StorageConnection.Setting,
        _ => expression.Trim('"'),
    };

    private static JsonElement Json(string text) => JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip }).RootElement;

    [GeneratedRegex("""TimerTrigger\("%(\w+)%"\)""")]
    private static partial Regex Schedule();

    [GeneratedRegex(@"QueueTrigger\(([^,]+),")]
    private static partial Regex Queue();

    [GeneratedRegex(@"Connection = ([^)]+)\)")]
    private static partial Regex Connection();
}
