using WorkflowAlerts.Telling;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using WorkflowAlerts.Benchmarks.Measuring;
using WorkflowAlerts.Benchmarks.Scenarios;
using WorkflowAlerts.Benchmarks.Simulating;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Benchmarks.Comparing;

/// <summary>
/// The same alerts through Alertmanager. For single cards its Slack receiver, every alert a group of its own and sent at once; for a storm its webhook receiver, in
/// six groups that wait a second.
/// </summary>
internal static class AlertmanagerTrial
{
    private const int AlertsAPost = 1000;
    private const int Groups = 6;

    // It sends nothing for this long: what has not come by then does not come within its interval.
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    public static async Task<(TrialFigures Figures, int LargestBody)> Run(Workload workload, CancellationToken cancellationToken)
    {
        SimulatedRun[] runs = [.. workload.Runs(TimeProvider.System.GetUtcNow())];
        using HttpClient http = new();
        await using ChatSink chat = await ChatSink.Start();
        await using AlertmanagerProcess peer = await AlertmanagerProcess.Start(workload.Grouped ? Grouped(chat) : Single(chat), http, cancellationToken);
        double cpu = ProcFiles.CpuSeconds(peer.ProcessId);
        long start = TimeProvider.System.GetTimestamp();
        foreach (SimulatedRun[] some in runs.Chunk(AlertsAPost))
        {
            using StringContent body = new(new JsonArray([.. some.Select(run => FailedRun(run))]).ToJsonString(), new MediaTypeHeaderValue("application/json"));
            using HttpResponseMessage answer = await http.PostAsync(new Uri(peer.Address, "api/v2/alerts"), body, cancellationToken);
            answer.EnsureSuccessStatusCode();
        }

        await Ended(chat, workload.Grouped ? Groups : runs.Length, start, cancellationToken);
        string[] told = [.. chat.Messages().SelectMany(message => message.RunIds)];
        TrialFigures figures = new()
        {
            Seconds = TimeProvider.System.GetElapsedTime(start, chat.LastAt).TotalSeconds,
            Cpu = ProcFiles.CpuSeconds(peer.ProcessId) - cpu,
            AzuriteCpu = 0,
            PeakMegabytes = ProcFiles.PeakMegabytes(peer.ProcessId),
            Allocated = 0,
            Requests = [],
            Posts = chat.Count,
            Lost = runs.Select(run => run.Id).Except(told).Count(),
            Repeated = told.Length - told.Distinct().Count(),
        };
        return (figures, chat.LargestBody);
    }

    private static async Task Ended(ChatSink chat, int expected, long start, CancellationToken cancellationToken)
    {
        (int count, long changed) = (0, TimeProvider.System.GetTimestamp());
        while (count < expected && TimeProvider.System.GetElapsedTime(changed) < s_silence && TimeProvider.System.GetElapsedTime(start) < s_limit)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
            (count, changed) = chat.Count > count ? (chat.Count, TimeProvider.System.GetTimestamp()) : (count, changed);
        }
    }

    private static JsonObject FailedRun(SimulatedRun run) => new()
    {
        ["labels"] = new JsonObject
        {
            ["alertname"] = run.Name, ["run"] = run.Id, ["tenant"] = run.Tenant, ["type"] = run.Type, ["channel"] = run.Name[..1], ["group"] = $"{run.Name.Sum(letter => letter) % Groups}",
        },
        ["annotations"] = new JsonObject { ["error"] = run.Error!["type"]!.GetValue<string>(), ["message"] = run.Error!["message"]!.GetValue<string>() },
    };

    private static string Single(ChatSink chat) => $$$"""
        route:
          receiver: A
          group_by: ['...']
          group_wait: 0s
          routes:
        {{{string.Join('\n', BenchRuns.Letters.Select(letter => $"    - {{ matchers: ['channel=\"{letter}\"'], receiver: {letter} }}"))}}}
        receivers:
        {{{string.Join('\n', BenchRuns.Letters.Select(letter => Receiver(letter, chat)))}}}
        """;

    private static string Receiver(char letter, ChatSink chat) => $$$"""
          - name: {{{letter}}}
            slack_configs:
              - api_url: {{{chat.Slack($"slack-{char.ToLowerInvariant(letter)}")}}}
                channel: '#alerts'
                title: '{{ .CommonLabels.alertname }} in {{ .CommonLabels.tenant }}'
                text: '{{ .CommonLabels.run }} {{ .CommonAnnotations.error }}: {{ .CommonAnnotations.message }}'
        """;

    private static string Grouped(ChatSink chat) => $"""
        route:
          receiver: all
          group_by: ['group']
          group_wait: 1s
        receivers:
          - name: all
            webhook_configs:
              - url: {chat.Slack("slack-a")}
        """;
}
