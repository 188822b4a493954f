using System.Text;
using CsCheck;
using WorkflowAlerts.Fetching;

namespace WorkflowAlerts.Tests.Fetching;

public sealed class MutatedBodyTests
{
    private static readonly byte[] s_page = """
        {"data":[{"id":"wf-\ud83d\ude001","state":"failed","type":"a/b","name":"n\u00e9\n","created_at":"2026-06-19T04:00:18.764Z",
        "ended_at":"2026-06-19T06:03:10.119+02:00","warn_after_ms":864,"error":[{"type":"t","message":"m","attribution":"customer","data":{"a":[1,null]}},"x"],
        "task_instances":[{"id":"wft-1","error":{"message":"\\\"","data":1.5e3}}]}],"next_token":"abc","total":1}
        """u8.ToArray();

    // Bytes that mean something in JSON come up more often than others.
    private static readonly Gen<byte> s_byte = Gen.Frequency(
        (3, Gen.OneOf([.. "\"\\{}[]:,ud8c0-9eEtfn \n"u8.ToArray().Select(Gen.Const)])),
        (1, Gen.Byte));

    private static readonly Gen<byte[]> s_mutated =
        Gen.Select(Gen.Int[0, s_page.Length - 1], Gen.Int[0, 8], s_byte.Array[0, 8]).List[1, 4].Select(edits =>
        {
            List<byte> bytes = [.. s_page];
            foreach ((int at, int removed, byte[] inserted) in edits)
            {
                int from = Math.Min(at, bytes.Count);
                bytes.RemoveRange(from, Math.Min(removed, bytes.Count - from));
                bytes.InsertRange(from, inserted);
            }

            return bytes.ToArray();
        });

    [Fact]
    public async Task A_damaged_page_is_a_page_or_an_error_and_nothing_else() => await s_mutated.SampleAsync(PageOrError, iter: 20_000);

    [Fact]
    public async Task Any_bytes_are_a_page_or_an_error_and_nothing_else() => await s_byte.Array[0, 60].SampleAsync(PageOrError, iter: 5_000);

    [Fact]
    public void Any_refusal_can_be_worded() => s_byte.Array[0, 300].Sample(body =>
    {
        AmperityErrorBody said = AmperityErrorBody.Parse(body, "secret");
        Assert.InRange(said.Message.Length, 0, 500);
        Assert.DoesNotContain(said.Message, char.IsControl);
    });

    [Fact]
    public void No_token_makes_reading_its_expiry_throw() =>
        Gen.OneOf(Gen.String, s_byte.Array[0, 60].Select(claims => "a." + System.Buffers.Text.Base64Url.EncodeToString(claims) + ".b"), Gen.String.Select(s => $"a.{s}.b"))
            .Sample(token => _ = AccessTokenExpiry.Of(token));

    private static async Task PageOrError(byte[] body)
    {
        try
        {
            RunPage page = await RunPageParser.Parse(new MemoryStream(body), "socktown", CancellationToken.None);
            Assert.All(page.Runs, run =>
            {
                Assert.False(string.IsNullOrWhiteSpace(run.Id));
                Assert.NotNull(run.EndedAt ?? run.CreatedAt);
                _ = Encoding.UTF8.GetByteCount(run.Id + run.Name + run.State);
            });
            Assert.All(page.Malformed, problem => Assert.InRange(problem.Length, 1, 300));
        }
        catch (AmperityException refusal)
        {
            Assert.Contains("socktown", refusal.Message, StringComparison.Ordinal);
        }
    }
}
