using WorkflowAlerts.Telling;
using System.Web;
using WorkflowAlerts.Fetching;

namespace WorkflowAlerts.Tests.Fetching;

public sealed class RunsRequestTests
{
    private static readonly DateTimeOffset s_time = new(2026, 6, 19, 6, 2, 54, 433, TimeSpan.FromHours(2));

    public static TheoryData<string, string, RunFilter> Parameters => new()
    {
        { "created_from", "2026-06-19T04:02:54.433Z", new RunFilter { CreatedFrom = s_time } },
        { "created_to", "2026-06-19T04:02:54.433Z", new RunFilter { CreatedTo = s_time } },
        { "ended_from", "2026-06-19T04:02:54.433Z", new RunFilter { EndedFrom = s_time } },
        { "ended_to", "2026-06-19T04:02:54.433Z", new RunFilter { EndedTo = s_time } },
        { "limit", "100", new RunFilter { Limit = 100 } },
        { "next_token", "a+b/c=&d é", new RunFilter { NextToken = "a+b/c=&d é" } },
        { "state", "In progress", new RunFilter { State = "In progress" } },
        { "type", "courier.group/run", new RunFilter { Type = "courier.group/run" } },
        { "with_total", "true", new RunFilter { WithTotal = true } },
        { "with_total", "false", new RunFilter { WithTotal = false } },
    };

    [Theory]
    [MemberData(nameof(Parameters), DisableDiscoveryEnumeration = true)]
    public async Task Each_filter_is_sent_alone_and_escaped(string name, string value, RunFilter filter)
    {
        using var setup = new FetchingSetup();

        await setup.List(filter);

        Uri uri = Assert.Single(setup.Amperity.ApiRequests).Uri;
        var query = HttpUtility.ParseQueryString(uri.Query);
        Assert.Equal([name], query.AllKeys);
        Assert.Equal(value, query[name]);
    }

    [Fact]
    public async Task Filters_are_sent_together()
    {
        using var setup = new FetchingSetup();

        await setup.List(new RunFilter { EndedFrom = s_time, EndedTo = s_time.AddMinutes(1), State = "failed", Limit = 7 });

        Assert.Equal(
            "?ended_from=2026-06-19T04%3A02%3A54.433Z&ended_to=2026-06-19T04%3A03%3A54.433Z&state=failed&limit=7",
            Assert.Single(setup.Amperity.ApiRequests).Uri.Query);
    }

    [Fact]
    public async Task Nothing_is_sent_that_was_not_asked_for()
    {
        using var setup = new FetchingSetup();

        await setup.List(new RunFilter());

        Assert.Equal("https://socktown.amperity.com/api/workflow/runs", Assert.Single(setup.Amperity.ApiRequests).Uri.AbsoluteUri);
    }

    [Theory]
    [InlineData("https://app.amperity.com/api")]
    [InlineData("https://app.amperity.com/api/")]
    [InlineData(" https://app.amperity.com/api// ")]
    public async Task A_trailing_slash_of_the_address_does_not_matter(string baseUrl)
    {
        using var setup = new FetchingSetup();
        setup.Settings.BaseUrl = baseUrl;

        await setup.List();

        Assert.Equal("https://app.amperity.com/api/workflow/runs", Assert.Single(setup.Amperity.ApiRequests).Uri.AbsoluteUri);
    }

    [Fact]
    public async Task The_request_carries_token_tenant_version_and_what_it_accepts()
    {
        using var setup = new FetchingSetup();
        setup.Settings.ApiVersion = "2025-01-02";

        await setup.List();

        SeenRequest request = Assert.Single(setup.Amperity.ApiRequests);
        Assert.Equal("Bearer " + ScriptedAmperity.FirstToken, request.Headers["Authorization"]);
        Assert.Equal("socktown", request.Headers["amperity-tenant"]);
        Assert.Equal("2025-01-02", request.Headers["api-version"]);
        Assert.Equal("application/json", request.Headers["Accept"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("app.amperity.com/api")]
    [InlineData("ftp://app.amperity.com/api")]
    public async Task An_address_that_is_none_is_an_error_that_names_the_setting(string baseUrl)
    {
        using var setup = new FetchingSetup();
        setup.Settings.BaseUrl = baseUrl;

        await setup.ListIsRefused("BaseUrl", "socktown");
    }

    [Fact]
    public async Task An_unknown_tenant_is_an_error_that_names_it()
    {
        using var setup = new FetchingSetup();

        AmperityException refusal = await Assert.ThrowsAsync<AmperityException>(
            () => setup.Client.Authenticate("sockstown", TestContext.Current.CancellationToken));

        Assert.Contains("sockstown", refusal.Message, StringComparison.Ordinal);
    }
}
