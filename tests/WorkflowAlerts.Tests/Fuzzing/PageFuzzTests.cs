using WorkflowAlerts.Telling;
using CsCheck;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Tests.Fuzzing;

public sealed class PageFuzzTests
{
    private const string Page = """
        {"data":[{"id":"wf-\ud83d\ude001","state":"failed","type":"a/b","name":"n\u00e9\n","created_at":"2026-06-19T04:00:18.764Z",
        "ended_at":"2026-06-19T06:03:10.119+02:00","warn_after_ms":864,"error":[{"type":"t","message":"m","attribution":"customer","data":{"a":[1,null]}},"x"],
        "task_instances":[{"id":"wft-1","error":{"message":"\\\"","data":1.5e3}}]},
        {"id":"wf-2","state":"cancelled","ended_at":"2026-06-19T06:03:10Z","principal":{"name":"p","email":"a@b.c"},"error":{"type":"z","message":"stop"}}],"next_token":"abc","total":1}
        """;

    [Fact]
    public async Task A_damaged_page_is_a_page_or_an_error_of_ours_and_what_is_read_can_be_told() =>
        await Damage.Of(Page).SampleAsync(PageOrError, iter: Damage.Inputs);

    private static async Task PageOrError(byte[] body)
    {
        try
        {
            RunPage page = await RunPageParser.Parse(new MemoryStream(body), "socktown", CancellationToken.None);
            Assert.All(page.Malformed, problem => Assert.InRange(problem.Length, 1, 300));
            Assert.All(page.Runs, run =>
            {
                Assert.False(string.IsNullOrWhiteSpace(run.Id));
                Assert.NotNull(run.EndedAt ?? run.CreatedAt);
                if (FailedRun.From(run) is { } alert)
                {
                    NextSteps.Take(alert);
                }
            });
        }
        catch (AmperityException refusal)
        {
            Assert.Contains("socktown", refusal.Message, StringComparison.Ordinal);
        }
    }
}
