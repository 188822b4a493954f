using WorkflowAlerts.Telling;
using WorkflowAlerts.Fetching;

namespace WorkflowAlerts.Tests.Fetching;

public sealed class PagingTests
{
    private const string Run = """{"id":"wf-1","created_at":"2026-06-19T04:00:18.764Z"}""";

    [Fact]
    public async Task Pages_follow_the_token_until_there_is_none_and_keep_the_filter()
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Answer($$"""{"data":[{{Run}}],"next_token":"p/2"}""", $$"""{"data":[{{Run}},{{Run}}],"next_token":"p3"}""", """{"data":[]}""");

        List<RunPage> pages = await setup.List(new RunFilter { State = "failed" });

        Assert.Equal([1, 2, 0], pages.Select(page => page.Runs.Count));
        Assert.Equal(["p/2", "p3", null], pages.Select(page => page.NextToken));
        Assert.Equal(
            ["?state=failed", "?state=failed&next_token=p%2F2", "?state=failed&next_token=p3"],
            setup.Amperity.ApiRequests.Select(request => request.Uri.Query));
    }

    [Theory]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":[],"next_token":null}""")]
    [InlineData("""{"data":[],"next_token":""}""")]
    public async Task The_last_page_has_no_token_or_an_empty_one(string body)
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Answer(body);

        Assert.Null(Assert.Single(await setup.List()).NextToken);
    }

    [Fact]
    public async Task A_page_is_not_asked_for_before_the_one_before_it_is_consumed()
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Answer("""{"data":[],"next_token":"2"}""", """{"data":[]}""");
        await using IAsyncEnumerator<RunPage> pages =
            setup.Client.ListRuns(FetchingSetup.Tenant, new RunFilter(), TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.Empty(setup.Amperity.ApiRequests);
        Assert.True(await pages.MoveNextAsync());
        Assert.Single(setup.Amperity.ApiRequests);
        Assert.True(await pages.MoveNextAsync());
        Assert.Equal(2, setup.Amperity.ApiRequests.Length);
        Assert.False(await pages.MoveNextAsync());
    }

    [Fact]
    public async Task A_page_whose_token_repeats_is_delivered_and_then_an_error()
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Answer("""{"data":[],"next_token":"2"}""", """{"data":[],"next_token":"3"}""", """{"data":[],"next_token":"2"}""");
        int pages = 0;

        AmperityException refusal = await Assert.ThrowsAsync<AmperityException>(async () =>
        {
            await foreach (RunPage _ in setup.Client.ListRuns(FetchingSetup.Tenant, new RunFilter(), TestContext.Current.CancellationToken))
            {
                pages++;
            }
        });

        Assert.Equal(3, pages);
        Assert.Equal(3, setup.Amperity.ApiRequests.Length);
        FetchingSetup.Check(refusal, "socktown", "repeated");
    }

    [Fact]
    public async Task A_first_page_that_points_to_itself_is_an_error()
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Answer("""{"data":[],"next_token":"same"}""");

        await Assert.ThrowsAsync<AmperityException>(() => setup.List(new RunFilter { NextToken = "same" }));

        Assert.Single(setup.Amperity.ApiRequests);
    }

    [Fact]
    public async Task A_token_that_is_no_text_is_not_taken_for_the_last_page()
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Answer("""{"data":[],"next_token":7}""");

        await setup.ListIsRefused("next_token");
    }

    [Theory]
    [InlineData("""{"data":[],"total":1234}""", 1234L)]
    [InlineData("""{"data":[]}""", null)]
    [InlineData("""{"data":[],"total":"many"}""", null)]
    [InlineData("""{"data":[],"total":1.5}""", null)]
    public async Task The_total_is_optional(string body, long? total)
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Answer(body);

        Assert.Equal(total, Assert.Single(await setup.List()).Total);
    }
}
