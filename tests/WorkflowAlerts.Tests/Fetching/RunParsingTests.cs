using WorkflowAlerts.Telling;
using System.Text;
using System.Text.Json;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Tests.Fetching;

public sealed class RunParsingTests
{
    private static readonly DateTimeOffset s_created = new(2026, 6, 19, 4, 0, 18, 764, TimeSpan.Zero);

    [Fact]
    public async Task Every_field_is_read()
    {
        RunPage page = await Parse("""
            {"data":[{
              "id":"wf-20240619-14418-6UhqSe","state":"failed","type":"campaign.send","name":"Customer Attribute Daily","tenant":"other",
              "created_at":"2026-06-19T04:00:18.764Z","ended_at":"2026-06-19T06:03:10.119+02:00",
              "principal_id":"google-apps|a@b.com","principal_name":"Justin Scott","principal_email":"a@b.com",
              "launched_version":"etv-1","current_version":"etv-2","warn_after_ms":86400000,
              "error":{"type":"amperity.workflow.task.stitch/table","message":"two\nlines","attribution":"customer","data":{"a":[1]}},
              "task_instances":[{
                "id":"wft-1","state":"failed","tenant":"t","created_at":"2026-06-19T04:02:54.433Z","ended_at":"2026-06-19T04:03:10.094Z",
                "execution_type":"spark-sql","label":"Sending","run_id":"orb-1","state_changed_at":"2026-06-19T04:03:10.095Z",
                "task_definition_id":"send/1","task_definition_type":"bridge.sync","timeout_ms":172800000,"workflow_id":"wf-2",
                "error":{"type":"x/y","message":"m","attribution":"platform","data":null}}],
              "something_new":{"x":1}}]}
            """);

        WorkflowRun run = Assert.Single(page.Runs);
        Assert.Empty(page.Malformed);
        Assert.Equal("wf-20240619-14418-6UhqSe", run.Id);
        Assert.Equal("socktown", run.Tenant);
        Assert.Equal("failed", run.State);
        Assert.Equal("campaign.send", run.Type);
        Assert.Equal("Customer Attribute Daily", run.Name);
        Assert.Equal(s_created, run.CreatedAt);
        Assert.Equal(new DateTimeOffset(2026, 6, 19, 4, 3, 10, 119, TimeSpan.Zero), run.EndedAt);
        Assert.Equal(TimeSpan.Zero, run.EndedAt!.Value.Offset);
        Assert.Equal("google-apps|a@b.com", run.PrincipalId);
        Assert.Equal("Justin Scott", run.PrincipalName);
        Assert.Equal("a@b.com", run.PrincipalEmail);
        Assert.Equal("etv-1", run.LaunchedVersion);
        Assert.Equal("etv-2", run.CurrentVersion);
        Assert.Equal(86_400_000, run.WarnAfterMs);
        RunError error = Assert.Single(run.Errors);
        Assert.Equal(("amperity.workflow.task.stitch/table", "two\nlines", Attribution.Customer), (error.Type, error.Message, error.Attribution));
        Assert.Equal("""{"a":[1]}""", error.Data!.Value.GetRawText());
        TaskInstance task = Assert.Single(run.TaskInstances);
        Assert.Equal(
            ("wft-1", "failed", "t", "spark-sql", "Sending", "orb-1"), (task.Id, task.State, task.Tenant, task.ExecutionType, task.Label, task.RunId));
        Assert.Equal(
            ("send/1", "bridge.sync", 172_800_000L, "wf-2"), (task.TaskDefinitionId, task.TaskDefinitionType, task.TimeoutMs!.Value, task.WorkflowId));
        Assert.Equal(new DateTimeOffset(2026, 6, 19, 4, 2, 54, 433, TimeSpan.Zero), task.CreatedAt);
        Assert.Equal(new DateTimeOffset(2026, 6, 19, 4, 3, 10, 94, TimeSpan.Zero), task.EndedAt);
        Assert.Equal(new DateTimeOffset(2026, 6, 19, 4, 3, 10, 95, TimeSpan.Zero), task.StateChangedAt);
        Assert.Equal(new RunError("x/y", "m", Attribution.Platform), Assert.Single(task.Errors));
    }

    [Theory]
    [InlineData("""{"id":"wf-1","created_at":"2026-06-19T04:00:18.764Z"}""")]
    [InlineData("""{"id":"wf-1","created_at":"2026-06-19T04:00:18.764Z","ended_at":null,"error":null,"task_instances":null}""")]
    [InlineData("""
        {"id":"wf-1","created_at":"2026-06-19T04:00:18.764Z","state":1,"type":[],"name":{},"principal_id":1,"principal_name":true,"principal_email":2,
         "launched_version":[],"current_version":{},"warn_after_ms":"soon","error":17,"task_instances":"none"}
        """)]
    public async Task Optional_fields_that_are_absent_or_of_a_wrong_type_cost_nothing(string run)
    {
        RunPage page = await Parse($$"""{"data":[{{run}}]}""");

        WorkflowRun read = Assert.Single(page.Runs);
        Assert.Equal(
            new WorkflowRun { Id = "wf-1", Tenant = "socktown", CreatedAt = s_created },
            read with { Errors = [], TaskInstances = [] });
        Assert.Empty(read.Errors);
        Assert.Empty(read.TaskInstances);
    }

    [Theory]
    [InlineData("""17""", "Run 1 of the page has no id.")]
    [InlineData("""null""", "Run 1 of the page has no id.")]
    [InlineData("""{"created_at":"2026-06-19T04:00:18Z"}""", "Run 1 of the page has no id.")]
    [InlineData("""{"id":17,"created_at":"2026-06-19T04:00:18Z"}""", "Run 1 of the page has no id.")]
    [InlineData("""{"id":" ","created_at":"2026-06-19T04:00:18Z"}""", "Run 1 of the page has no id.")]
    [InlineData("""{"id":"wf-2","created_at":"2026-06-19T04:00:18Z","ended_at":"yesterday"}""", "Run wf-2: ended_at \"yesterday\" is not a date.")]
    [InlineData("""{"id":"wf-2","created_at":"2026-06-19T04:00:18Z","ended_at":1718769600000}""", "Run wf-2: ended_at 1718769600000 is not a date.")]
    [InlineData("""{"id":"wf-2","created_at":"2026-06-19T04:00:18Z","ended_at":{"x":1}}""", "Run wf-2: ended_at {…} is not a date.")]
    [InlineData("""{"id":"wf-2","created_at":"2026-06-19T04:00:18Z","ended_at":"12:00"}""", "Run wf-2: ended_at \"12:00\" is not a date.")]
    [InlineData("""{"id":"wf-2","created_at":"2026-02-30"}""", "Run wf-2 has neither a readable created_at nor an ended_at.")]
    [InlineData("""{"id":"wf\n\u202e2"}""", "Run wf 2 has neither a readable created_at nor an ended_at.")]
    public async Task A_run_that_cannot_be_read_is_told_and_the_page_goes_on(string run, string problem)
    {
        RunPage page = await Parse($$"""{"data":[{{run}},{"id":"wf-9","ended_at":"2026-06-19T04:00:18Z"}]}""");

        Assert.Equal([problem], page.Malformed);
        Assert.Equal("wf-9", Assert.Single(page.Runs).Id);
    }

    [Fact]
    public async Task What_is_told_of_a_malformed_run_is_bounded()
    {
        string veryLong = new('x', 10_000);

        RunPage page = await Parse($$"""{"data":[{"id":"{{veryLong}}","ended_at":"{{veryLong}}"}]}""");

        Assert.InRange(Assert.Single(page.Malformed).Length, 100, 300);
    }

    [Theory]
    [InlineData("2026-06-19T04:03:10.119Z", "2026-06-19T04:03:10.1190000")]
    [InlineData("2026-06-19t04:03:10z", "2026-06-19T04:03:10.0000000")]
    [InlineData("2026-06-19T04:03:10.123456789Z", "2026-06-19T04:03:10.1234568")]
    [InlineData("2026-06-19T04:03:10.123456789012Z", "2026-06-19T04:03:10.1234568")]
    [InlineData("2026-06-19T04:03:10", "2026-06-19T04:03:10.0000000")]
    [InlineData("2026-06-19 04:03", "2026-06-19T04:03:00.0000000")]
    [InlineData("2026-06-19", "2026-06-19T00:00:00.0000000")]
    [InlineData("2026-06-19T04:03:10-0730", "2026-06-19T11:33:10.0000000")]
    [InlineData("2026-06-19T04:03:10+05:45", "2026-06-18T22:18:10.0000000")]
    [InlineData("2026-06-19T04:03:10+02", "2026-06-19T02:03:10.0000000")]
    [InlineData("0001-01-01T00:00:00+14:00", null)]
    [InlineData("2026-06-19T25:00:00Z", null)]
    [InlineData("2026-06-19T04:03:10Z\n", null)]
    [InlineData("19/06/2026", null)]
    [InlineData("June 19", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Dates_are_ISO_8601_with_any_offset_and_come_out_in_UTC(string? text, string? utc)
    {
        DateTimeOffset? date = IsoDate.Parse(text);

        Assert.Equal(utc, date?.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(date is null || date.Value.Offset == TimeSpan.Zero);
    }

    [Theory]
    [InlineData("""null""")]
    [InlineData("""[]""")]
    [InlineData("""[null,1,""]""")]
    [InlineData("""true""")]
    public void An_error_that_says_nothing_is_none(string json) => Assert.Empty(Errors(json));

    [Fact]
    public void An_error_is_an_object_an_array_or_a_text()
    {
        Assert.Equal([new RunError("t", "m", Attribution.Platform)], Errors("""{"type":"t","message":"m","attribution":" Platform"}"""));
        Assert.Equal([new RunError("", "boom", Attribution.None)], Errors("\"boom\""));
        Assert.Equal([new RunError("", "", Attribution.None)], Errors("{}"));
        Assert.Equal(
            [new RunError("a", "1", Attribution.Customer), new RunError("", "2", Attribution.None), new RunError("b", "", Attribution.None)],
            Errors("""[{"type":"a","message":"1","attribution":"CUSTOMER"},"2",{"type":"b","attribution":{"who":"me"}}]"""));
    }

    [Theory]
    [InlineData("""17""")]
    [InlineData("""[1,{"a":null}]""")]
    [InlineData("\"text\"")]
    [InlineData("""false""")]
    public void The_data_of_an_error_is_anything(string data) =>
        Assert.Equal(data, Assert.Single(Errors($$"""{"data":{{data}}}""")).Data!.Value.GetRawText());

    [Fact]
    public async Task Lone_surrogates_and_broken_UTF8_never_lose_a_run()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes(
            """
            {"data":[{"\ud800":1,"\udc00d":2,"id":"wf-\ud8001","created_at":"2026-06-19T04:00:18.764Z","state":"a\"\\\/\b\f\n\r\t\u0041\ud83d\ude00\udc00",
            "error":{"\ud800":"x","message":"\ud83d"},"name":"
            """),
            0xFF, 0xC3, .. "\",\"\\ud8"u8, .. "00\":null}]}"u8];

        RunPage page = await RunPageParser.Parse(new MemoryStream(body), "socktown", TestContext.Current.CancellationToken);

        WorkflowRun run = Assert.Single(page.Runs);
        Assert.Equal("wf-\uFFFD1", run.Id);
        Assert.Equal("a\"\\/\b\f\n\r\tA😀\uFFFD", run.State);
        Assert.Equal("\uFFFD", Assert.Single(run.Errors).Message);
        Assert.Contains('\uFFFD', run.Name);
        Assert.Equal(s_created, run.CreatedAt);
    }

    [Fact]
    public async Task A_lone_surrogate_in_the_envelope_does_not_hide_the_runs()
    {
        RunPage page = await Parse("""{"\ud800":1,"data":[{"id":"wf-1","ended_at":"2026-06-19"}],"\ud800x":2}""");

        Assert.Single(page.Runs);
    }

    [Fact]
    public async Task Of_repeated_keys_the_last_counts()
    {
        RunPage page = await Parse("""{"data":[],"data":[{"id":"wf-1","id":"wf-2","ended_at":"2026-06-19"}]}""");

        Assert.Equal("wf-2", Assert.Single(page.Runs).Id);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("\"data\"")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"id":"wf-1","state":"failed"}""")]
    [InlineData("")]
    [InlineData("<html>Log in</html>")]
    [InlineData("""{"data":[{"id":"wf-1" """)]
    public async Task A_body_that_is_no_page_is_an_error_and_never_no_runs(string body)
    {
        AmperityException refusal = await Assert.ThrowsAsync<AmperityException>(() => Parse(body));

        FetchingSetup.Check(refusal, "socktown", "BaseUrl");
    }

    [Fact]
    public async Task Data_nested_deeper_than_usual_is_read_and_absurd_depth_is_a_clear_error()
    {
        string deep = new string('[', 400) + new string(']', 400);
        RunPage page = await Parse($$$"""{"data":[{"id":"wf-1","ended_at":"2026-06-19","error":{"data":{{{deep}}} }}]}""");
        Assert.Single(page.Runs);

        AmperityException refusal = await Assert.ThrowsAsync<AmperityException>(() => Parse(new string('[', 100_000)));
        FetchingSetup.Check(refusal, "nests deeper than 512 levels");
    }

    private static Task<RunPage> Parse(string body) =>
        RunPageParser.Parse(new MemoryStream(Encoding.UTF8.GetBytes(body)), "socktown", TestContext.Current.CancellationToken);

    private static IReadOnlyList<RunError> Errors(string json) => RunErrorParser.Parse(JsonDocument.Parse(json).RootElement);
}
